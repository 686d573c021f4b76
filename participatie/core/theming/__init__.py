"""The house style of an organisation: read from its theme file, checked, written for browsers."""
