"""Layer 0: what knows nothing of participation."""
