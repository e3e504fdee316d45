"""The project's own benchmarks: `make bench`.

Machines are noisy, so what counts are the ratios inside one run; nothing here is asserted.
"""
