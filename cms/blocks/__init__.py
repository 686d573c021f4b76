"""The blocks that pages are built from."""
