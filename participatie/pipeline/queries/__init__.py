"""Reusable questions to the record."""
