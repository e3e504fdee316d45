"""What `make` calls: set-up, tests, checks. Standard library only, so that it runs on a bare machine."""
