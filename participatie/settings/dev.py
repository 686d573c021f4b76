"""For one's own machine: works without any environment variable, sends no mail."""

from participatie.settings.base import *
from participatie.settings.base import (
    ALLOWED_HOSTS,
    DATA_KEYS,
    EMAIL_BACKEND,
    LEDGER_KEYS,
    SECRET_KEY,
    derived_data_key,
    env,
)

DEBUG = env.bool("DEBUG", default=True)
DEMO = env.bool("DEMO", default=True)
SECRET_KEY = SECRET_KEY or "django-insecure-only-for-development"
DATA_KEYS = DATA_KEYS or [derived_data_key(SECRET_KEY)]
LEDGER_KEYS = LEDGER_KEYS or [derived_data_key(SECRET_KEY)]
ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]", ".localhost"]
EMAIL_BACKEND = EMAIL_BACKEND or "participatie.core.mail_folder.EmailBackend"
# Static files come straight from the source; nothing is collected.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
