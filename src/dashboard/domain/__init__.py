"""What the words of the performance cycle mean. Standard library only."""
