"""The project's own benchmarks: `make bench`. Ratios inside one run; machines are noisy, so nothing here is asserted."""
