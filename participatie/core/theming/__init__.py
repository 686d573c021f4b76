"""The house style of an organisation: read from its theme file, checked, and put into one sheet."""
