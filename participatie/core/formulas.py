"""Texts in tables, so that no spreadsheet takes them for formulas and runs them."""

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet would take for the beginning of a formula, or pass over on its way to one."""


def harmless(cell: str) -> str:
    """`cell` as a spreadsheet takes it for text; `as_it_was` gives it back."""
    return f"'{cell}" if cell.lstrip("'").startswith(RUNS) else cell


def as_it_was(cell: str) -> str:
    """The cell before `harmless` made it so. Only for tables that we wrote."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(RUNS) else cell
