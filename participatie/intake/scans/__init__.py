"""Stacks of paper: a PDF of many letters, split into letters, recognised where that is possible."""
