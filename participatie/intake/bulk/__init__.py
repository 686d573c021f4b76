"""Many contributions at once, from a table with files."""
