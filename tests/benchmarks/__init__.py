"""The benchmarks: `make bench`. Each figure stands beside the barest thing that does the same."""
