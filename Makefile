# python3 must be 3.11 or newer; another one is named by: make PYTHON=python3.12 run
PYTHON ?= python3
ARGS ?=

.PHONY: run test check bench messages lock
run test check bench messages lock:
	@$(PYTHON) -m dev $@ $(ARGS)
