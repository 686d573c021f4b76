"""Searching consultations, documents, explanations and published contributions."""
