"""Speed and memory against their yardsticks, measured in the same run: `python -m benchmarks`."""
