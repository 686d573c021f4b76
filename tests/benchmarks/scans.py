"""Scanned pages: how many per second each step does on one core, and what memory it takes.

`python -m tests.benchmarks.scans 100`. Without Tesseract only the steps that need none.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks import apart

PAGES = 100
PICTURES = (320, 1600)
"""Pixels of the pictures that are kept of a page (`intake.scans.reading`)."""
READ = 10
"""So many pages are turned and read: Tesseract takes seconds for each."""


def measure(pages: int = PAGES) -> None:
    """Print what the pages of one scan take."""
    apart.run_on_its_own("tests.benchmarks.scans", "one", pages)


def one_scan(pages: int) -> None:
    """Pages per second of each step, and the peak memory after it."""
    from PIL import Image

    from participatie.core import drawing
    from participatie.intake.scans import looking, tesseract
    from tests import scanned

    print(f"\nA scan of {pages} pages, A4 in {scanned.DOTS} dots per inch, one core")
    print(f"{'step':38}{'pages/s':>9}{'peak MB':>9}", flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        path = Path(folder) / "scan.pdf"
        ten = scanned.as_pdf([scanned.page(), scanned.blank()] * 5)
        path.write_bytes(scanned.joined([ten] * (pages // 10)))

        def look(index: int) -> None:
            page = drawing.draw(path, index, is_pdf=True)
            looking.codes(page)
            looking.is_blank(page)
            for longest in PICTURES:
                drawing.jpeg(page, longest=longest)

        _print("draw, codes, blank or not, pictures", look, pages // 10 * 10)
        sheets = [drawing.Sheet(path, True, index, 0) for index in range(3)]
        _print("cut out, as letters of three", lambda _index: drawing.cut(sheets), pages // 3, of=3)
        if tesseract.can_read():
            upside_down = scanned.page().rotate(180)
            _print("which side is up", lambda _index: tesseract.turn_of(upside_down), READ)
            sharp: Image.Image = drawing.draw(path, 0, is_pdf=True, dpi=drawing.SHARP)
            _print("read the words", lambda _index: tesseract.read(sharp), READ)


def _print(step: str, do: Callable[[int], object], times: int, of: int = 1) -> None:
    taken = apart.seconds(lambda: [do(index) for index in range(times)])
    print(f"{step:38}{times * of / taken:9.1f}{apart.peak():9.0f}", flush=True)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["one", number]:
            one_scan(int(number))
        case chosen:
            measure(*map(int, chosen))
