"""The record: one contribution, one track, whatever door it came in by."""
