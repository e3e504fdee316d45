"""The project's own benchmarks: `make bench`. Ratios inside one run; nothing is asserted, machines are noisy."""
