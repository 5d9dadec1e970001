"""What is measured: speed and memory, and the log of what was tried."""
