"""What emitted code calls, and nothing else."""
