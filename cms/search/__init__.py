"""Searching consultations, documents, explanations, news and published contributions."""
