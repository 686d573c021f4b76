"""Settings that hold everywhere. Each value from the environment is read in exactly one place.

Every variable that is read here is described in the table of settings in README.md; a test keeps
the two equal.
"""

import base64
import hashlib
import os
from pathlib import Path
from typing import Any

import django_stubs_ext
import environ
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from participatie.core.postgres import DATABASE, USER, EmbeddedPostgres
from participatie.settings.apps import INSTALLED_APPS  # noqa: F401 - a setting itself
from participatie.settings.log import LOG_LEVEL, LOGGING  # noqa: F401 - settings themselves

# Lets typed code write `models.TextField[str, str]` at run time too.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()

# Where this installation keeps everything that is not in the database.
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).absolute()

# Safety

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", default="")
# Keys that contact data is encrypted with, the newest first. The oldest stays, at the end.
DATA_KEYS: list[str] = env.list("DATA_KEYS", default=[])
# Secrets that the checkpoints of the ledger are signed with, the newest first. All of them sign.
LEDGER_KEYS: list[str] = env.list("LEDGER_KEYS", default=[])
# Where the ledger is mirrored to files; best on another disk than the database.
LEDGER_MIRROR_DIR = Path(env.str("LEDGER_MIRROR_DIR", default=str(DATA_DIR / "ledger")))
# Whether demonstration accounts and contents are allowed in the database.
DEMO = env.bool("DEMO", default=False)
DEMO_PASSWORD = "demo-provincie"  # noqa: S105 - known to everyone, and refused in production
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])
# Where `manage.py run` listens.
PORT = env.int("PORT", default=8000)
# The address of the site as people see it, without a slash at the end.
BASE_URL = env.str("BASE_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
CSRF_TRUSTED_ORIGINS = [BASE_URL]

# Who this site speaks for

ORGANISATION_NAME = env.str("ORGANISATION_NAME", default="Provincie Woldermark")
ORGANISATION_PHONE = env.str("ORGANISATION_PHONE", default="0999-000100")
ORGANISATION_PHONE_HOURS = env.str(
    "ORGANISATION_PHONE_HOURS", default="op werkdagen van 8.30 tot 17.00 uur"
)
ORGANISATION_EMAIL = env.str("ORGANISATION_EMAIL", default="inspraak@woldermark.example")
# The lines of an address are separated by "; ".
ORGANISATION_VISITING_ADDRESS = env.str(
    "ORGANISATION_VISITING_ADDRESS", default="Provinciehuis; Lunesingel 1; 9911 XA Harstede"
)
ORGANISATION_POSTAL_ADDRESS = env.str(
    "ORGANISATION_POSTAL_ADDRESS", default="Postbus 100; 9910 XA Harstede"
)

# What it is made of

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "participatie.core.compression.CompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cms.entrance.OnlyWebmasters",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "participatie.core.security.SecurityHeadersMiddleware",
    "participatie.core.house_style.HouseStyleMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "cms.refusals.RefusalMiddleware",
]

ROOT_URLCONF = "participatie.urls"
ASGI_APPLICATION = "participatie.asgi.application"
WSGI_APPLICATION = "participatie.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "participatie.accounts.context.staff_rooms",
            ],
        },
    },
]

# Database

DATABASE_POOL_SIZE = env.int("DATABASE_POOL_SIZE", default=20)
DATABASE_URL = env.str("DATABASE_URL", default="")
if DATABASE_URL:
    _database: dict[str, Any] = env.db_url_config(DATABASE_URL)
    EMBEDDED_POSTGRES_DIR = None
else:
    EMBEDDED_POSTGRES_DIR = DATA_DIR / "postgres"
    _database = {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": str(EmbeddedPostgres(EMBEDDED_POSTGRES_DIR).socket_dir),
        "NAME": DATABASE,
        "USER": USER,
    }
# Under ASGI every request has a thread of its own, so kept connections would pile up: a pool.
_database["OPTIONS"] = _database.get("OPTIONS", {}) | {
    "pool": {"min_size": 0, "max_size": DATABASE_POOL_SIZE, "timeout": 10}
}
DATABASES = {"default": _database | {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Between processes: live pages and counters of attempts

REDIS_URL = env.str("REDIS_URL", default="")
CHANNEL_LAYERS: dict[str, dict[str, Any]]
CACHES: dict[str, dict[str, Any]]
if REDIS_URL:
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.core.RedisChannelLayer",
            "CONFIG": {"hosts": [REDIS_URL]},
        }
    }
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
        }
    }
else:
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# What the worker makes and the server hands out, tens of megabytes each. A week, so that what an
# older release made does not stay.
CACHES["documents"] = {
    "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
    "LOCATION": DATA_DIR / "documents",
    "TIMEOUT": 7 * 24 * 60 * 60,
}

# Language and time

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# Files

STATIC_URL = "/static/"
STATIC_ROOT: Path | None = DATA_DIR / "static"
# Pictures and documents that editors put on pages: public.
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
# What came with contributions: no address leads there.
PRIVATE_FILES_DIR = DATA_DIR / "files"
MAX_UPLOAD_BYTES = 25 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640
# A text of 200,000 characters, each of four bytes written as %XX, is 2.4 MB.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# Wagtail's page editor sends more fields than Django's 1,000.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

# Mail

DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", default=f"{ORGANISATION_NAME} <{ORGANISATION_EMAIL}>"
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 20
# An address such as smtp+tls://user:password@host:587, or else the class of an anymail backend.
EMAIL_URL = env.str("EMAIL_URL", default="")
_mail: dict[str, Any] = env.email_url_config(EMAIL_URL) if EMAIL_URL else {}
EMAIL_BACKEND = env.str("EMAIL_BACKEND", default=_mail.get("EMAIL_BACKEND", ""))
EMAIL_HOST = _mail.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = _mail.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
MAIL_DIR = DATA_DIR / "mail"
EMAIL_FILE_PATH = str(MAIL_DIR)
# ANYMAIL_MAILJET_API_KEY becomes the anymail setting MAILJET_API_KEY, and so on.
ANYMAIL = {
    name.removeprefix("ANYMAIL_"): value
    for name, value in os.environ.items()
    if name.startswith("ANYMAIL_")
}

# Where news is posted as well: an account on Mastodon. Without an address nothing is.

MASTODON_URL = env.str("MASTODON_URL", default="").rstrip("/")
MASTODON_TOKEN = env.str("MASTODON_TOKEN", default="")

# Websites with papers of the council that consultations may link to; with what lies below them.

COUNCIL_LINK_HOSTS: list[str] = env.list(
    "COUNCIL_LINK_HOSTS", default=["notubiz.nl", "bestuurlijkeinformatie.nl"]
)

# The virus scanner of the organisation (ClamAV): the path of its socket, or host:port.

CLAMD_ADDRESS = env.str("CLAMD_ADDRESS", default="")

# One in so many letters that are typed over from a scan is compared with it by a second person.
# 0: none.

TRANSCRIPT_CHECK_ONE_IN = env.int("TRANSCRIPT_CHECK_ONE_IN", default=10)

# Days within which the Provincial Executive must reply to a question of the council.

COUNCIL_QUESTION_DAYS = env.int("COUNCIL_QUESTION_DAYS", default=30)

# Login, for those who work here. Taking part needs none.

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "participatie.accounts.adapter.AccountAdapter"
ACCOUNT_USER_DISPLAY = "participatie.accounts.adapter.name_of"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = ORGANISATION_NAME

# A broker for single sign-on by OpenID Connect.
OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", default="")
OIDC_NAME = env.str("OIDC_NAME", default=ORGANISATION_NAME)
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", default="")
OIDC_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", default="")
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {"openid_connect": {"APPS": []}}
if OIDC_SERVER_URL:
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "oidc",
            "name": OIDC_NAME,
            "client_id": OIDC_CLIENT_ID,
            "secret": OIDC_CLIENT_SECRET,
            "settings": {"server_url": OIDC_SERVER_URL},
        }
    ]

# What the browser may do. See participatie.core.security for the policy of the CMS.

CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

# Wagtail

WAGTAIL_SITE_NAME = ORGANISATION_NAME
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_LOGIN_URL = "/account/login/"
WAGTAIL_FRONTEND_LOGIN_URL = "/account/login/"
# People look after their own address and password in one place: /account/.
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
# As people here write a day: the date picker puts today in the place of what it cannot read.
WAGTAIL_DATE_FORMAT = "%d-%m-%Y"
WAGTAIL_DATETIME_FORMAT = "%d-%m-%Y %H:%M"
# No call to any outside address, by server or browser.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[dict[str, Any]] = []
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "dutch"}
}
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "svg", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILDOCS_MAX_UPLOAD_SIZE = MAX_UPLOAD_BYTES
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "txt", "xlsx"]


def derived_data_key(secret: str) -> str:
    """A key for contact data made from the secret key, for where nothing real is kept."""
    digest = hashlib.sha256(f"data key {secret}".encode()).digest()
    return base64.urlsafe_b64encode(digest).decode()
