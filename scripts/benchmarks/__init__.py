"""What is measured, one subject a file; scripts/bench.py runs them in order."""
