"""Nothing of the mirror of one test is there in the next."""

import pytest
from django.conf import LazySettings


@pytest.fixture(autouse=True)
def mirror_of_its_own(settings: LazySettings, tmp_path):
    settings.LEDGER_MIRROR_DIR = tmp_path / "ledger"
