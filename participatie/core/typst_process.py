"""Sets one document and ends (`core.typesetting`): arguments in JSON come in, a PDF goes out.

It knows nothing of Django, so that nearly all of its memory is for the document.
"""

import json
import sys

import typst


def main() -> int:
    """Read, set, write."""
    arguments = json.load(sys.stdin)
    try:
        made = typst.compile(**arguments)
    except typst.TypstError as error:
        json.dump({"message": error.message, "diagnostic": error.diagnostic}, sys.stderr)
        return 1
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
