"""For the tests: nothing leaves the machine, and nothing is slow on purpose."""

import atexit
import shutil
import tempfile
from pathlib import Path

from participatie.core.postgres import EmbeddedPostgres
from participatie.settings.base import *
from participatie.settings.base import BASE_DIR, CACHES, DATABASE_URL, DATABASES, derived_data_key

SECRET_KEY = "only-for-tests"  # noqa: S105 - opens nothing real
DATA_KEYS = [derived_data_key(SECRET_KEY)]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DEMO = True
BASE_URL = "http://testserver"
WAGTAILADMIN_BASE_URL = BASE_URL

DATA_DIR = Path(tempfile.mkdtemp(prefix="participatie-test-"))
atexit.register(shutil.rmtree, DATA_DIR, ignore_errors=True)
MEDIA_ROOT = DATA_DIR / "media"
PRIVATE_FILES_DIR = DATA_DIR / "files"
MAIL_DIR = DATA_DIR / "mail"
CACHES["documents"]["LOCATION"] = DATA_DIR / "documents"
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

if not DATABASE_URL:
    EMBEDDED_POSTGRES_DIR = BASE_DIR / "var" / "test" / "postgres"
    DATABASES["default"]["HOST"] = str(EmbeddedPostgres(EMBEDDED_POSTGRES_DIR).socket_dir)
# Each test has one connection with one transaction; a pool would only hide a lost one.
DATABASES["default"]["OPTIONS"].pop("pool", None)
LEDGER_KEYS = [derived_data_key(SECRET_KEY)]
LEDGER_MIRROR_DIR = DATA_DIR / "ledger"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# Chance would make a test do more queries once in ten times.
TRANSCRIPT_CHECK_ONE_IN = 0
