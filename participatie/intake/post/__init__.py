"""What goes out by post or is told by telephone: piles of notices and print batches."""
