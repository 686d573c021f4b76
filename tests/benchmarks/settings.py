"""As in production, on this machine and without TLS; for the benchmarks only."""

from participatie.settings.base import *
from participatie.settings.base import LOGGING, derived_data_key

DEMO = True
SECRET_KEY = "only-for-benchmarks"
DATA_KEYS = [derived_data_key(SECRET_KEY)]
LEDGER_KEYS = [derived_data_key(SECRET_KEY)]
ALLOWED_HOSTS = ["127.0.0.1"]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
LOGGING = LOGGING | {"root": {"level": "ERROR"}, "loggers": {"django": {"level": "ERROR"}}}
