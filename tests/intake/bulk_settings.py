"""Settings for a worker of its own that must find the files of the test that started it."""

import os
from pathlib import Path

from participatie.settings.test import *  # noqa: F403 - all settings of the tests

PRIVATE_FILES_DIR = Path(os.environ["BULK_FILES"])
