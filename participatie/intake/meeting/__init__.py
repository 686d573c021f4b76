"""One meeting with many speakers, each with a contribution of their own."""
