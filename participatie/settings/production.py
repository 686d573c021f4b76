"""For the real thing: secure, and it refuses to start half configured."""

from django.core.exceptions import ImproperlyConfigured

from participatie.settings.base import *
from participatie.settings.base import (
    ALLOWED_HOSTS,
    BASE_URL,
    DATA_KEYS,
    DATABASE_URL,
    EMAIL_BACKEND,
    LEDGER_KEYS,
    SECRET_KEY,
    STORAGES,
    env,
)

_problems = [
    problem
    for wrong, problem in (
        (not DATABASE_URL, "DATABASE_URL is missing."),
        (not SECRET_KEY, "SECRET_KEY is missing."),
        (not DATA_KEYS, "DATA_KEYS is missing: contact data would be stored unencrypted."),
        (not LEDGER_KEYS, "LEDGER_KEYS is missing: nobody could check that nothing was lost."),
        (not ALLOWED_HOSTS, "ALLOWED_HOSTS is missing."),
        ("*" in ALLOWED_HOSTS, "ALLOWED_HOSTS may not be '*'."),
        (not BASE_URL.startswith("https://"), "BASE_URL must be the https address of the site."),
        (not EMAIL_BACKEND, "EMAIL_URL or EMAIL_BACKEND is missing: nobody would get a receipt."),
        (env.bool("DEBUG", default=False), "DEBUG may not be on."),
    )
    if wrong
]
if _problems:
    raise ImproperlyConfigured("This installation cannot start:\n- " + "\n- ".join(_problems))

DEBUG = False
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
}

SECURE_SSL_REDIRECT = True
# Health checks come from inside, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^gezond/"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# The prefix makes a browser refuse the cookie from any other host.
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
