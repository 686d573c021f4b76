"""For the tests: nothing leaves the machine, and nothing is slow on purpose."""

import tempfile
from pathlib import Path

from participatie.settings.base import *
from participatie.settings.base import DATABASES, derived_data_key

SECRET_KEY = "only-for-tests"  # noqa: S105
DATA_KEYS = [derived_data_key(SECRET_KEY)]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DEMO = True
BASE_URL = "http://testserver"
WAGTAILADMIN_BASE_URL = BASE_URL

DATA_DIR = Path(tempfile.gettempdir()) / "participatie-test"
MEDIA_ROOT = DATA_DIR / "media"
PRIVATE_FILES_DIR = DATA_DIR / "files"
MAIL_DIR = DATA_DIR / "mail"
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

# Each test has one connection with one transaction; a pool would only hide a lost one.
DATABASES["default"]["OPTIONS"].pop("pool", None)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
