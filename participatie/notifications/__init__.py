"""Telling people: events become notices by e-mail, letter or telephone, and live pages move."""
