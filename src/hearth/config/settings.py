"""Every setting, read from the environment, safe by default (STYLE 10). `.env.example` lists the variables."""

import os
from datetime import time
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from hearth.core.storage import storage_from
from hearth.organisations.identity_shapes import origins, providers_from

PACKAGE = Path(__file__).resolve().parent.parent


def required(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} must be set. See .env.example.")
    return value


def switched_on(name: str, default: str = "") -> bool:
    return os.environ.get(name, default).lower() in {"1", "true", "yes", "on"}


def listed(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


# A statement is planned once a connection, not once a request: for these row policies that is most of its cost.
# Off behind a PgBouncer older than 1.21, which does not know prepared statements.
PREPARED: dict[str, Any] = (
    {"server_side_binding": True, "prepare_threshold": 2} if switched_on("HEARTH_PREPARE", "on") else {}
)


def database_from(url: str) -> dict[str, Any]:
    """Django's database settings out of a postgresql:// URL; query parameters become libpq options."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "hearth.core.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**query, "assume_role": "hearth_app", **PREPARED},
    }


def quiet_hours_from(words: str) -> tuple[time, time]:
    try:
        begins, ends = (time.fromisoformat(part.strip()) for part in words.split("-"))
    except ValueError as problem:
        raise ImproperlyConfigured("HEARTH_QUIET_HOURS must be like 21:00-08:00") from problem
    return begins, ends


SECRET_KEY = required("HEARTH_SECRET_KEY")
DEBUG = switched_on("HEARTH_DEBUG")
DATA_DIR = Path(os.environ.get("HEARTH_DATA_DIR", ".hearth")).resolve()
HTTPS = switched_on("HEARTH_HTTPS")
BASE_URL = os.environ.get("HEARTH_BASE_URL", f"http://localhost:{os.environ.get('HEARTH_PORT', '8000')}")
ALLOWED_HOSTS = listed("HEARTH_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = listed("HEARTH_TRUSTED_ORIGINS")

DATABASES = {"default": database_from(required("DATABASE_URL"))}
POOL_SIZE = int(os.environ.get("HEARTH_POOL_SIZE", "0"))
if POOL_SIZE:
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": POOL_SIZE, "timeout": 10}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "django_htmx",
    "hearth.core",
    "hearth.language",
    "hearth.organisations",
    "hearth.people",
    "hearth.sharing",
    "hearth.record",
    "hearth.messaging",
    "hearth.holding",
    "hearth.correcting",
    "hearth.front_door",
    "hearth.outcomes",
    "hearth.telling",
    "hearth.subject_access",
    "hearth.identity",
    "hearth.carers",
    "hearth.plans",
    "hearth.shut_off",
    "hearth.exchange",
    "hearth.desk",
    "hearth.portal",
    "hearth.demonstration",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "hearth.core.middleware.request_log",
    "hearth.core.middleware.one_place",
    "hearth.core.middleware.lighter",
    "hearth.organisations.sessions.nothing_left",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "hearth.organisations.sessions.RecognitionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "hearth.config.middleware.ScopeMiddleware",
]

ROOT_URLCONF = "hearth.config.urls"
WSGI_APPLICATION = "hearth.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "hearth.config.jinja.environment",
            "undefined": "jinja2.ChainableUndefined",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "hearth.config.jinja.page_context",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

STATIC_URL = "/static/"
STATIC_ROOT = PACKAGE / "static_root"
STORAGES = {
    "default": storage_from(os.environ, DATA_DIR),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

AUTH_USER_MODEL = "organisations.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
# OWASP floor for a small server: 19 MiB, two passes (DESIGN 8).
PASSWORD_HASHERS = ["hearth.organisations.passwords.SmallServerArgon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/start"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "hearth.organisations.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "hearth.organisations.adapters.SocialAccountAdapter"
MFA_ADAPTER = "hearth.organisations.adapters.MfaAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Hearth: "
# A hub shares one address: the tight count is for one e-mail address from one place, the loose one for the place.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "5/15m/key,100/15m/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if switched_on("HEARTH_BEHIND_PROXY") else 0
# Without a mail server, letters wait as files beside the data.
MAIL_SERVER = urlsplit(os.environ.get("HEARTH_SMTP_URL", ""))
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL_SERVER.hostname else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST, EMAIL_PORT = MAIL_SERVER.hostname or "", MAIL_SERVER.port or 587
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(MAIL_SERVER.username or ""), unquote(MAIL_SERVER.password or "")
EMAIL_USE_SSL = MAIL_SERVER.scheme == "smtps"
EMAIL_USE_TLS = MAIL_SERVER.scheme == "smtp" and dict(parse_qsl(MAIL_SERVER.query)).get("tls", "1") != "0"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("HEARTH_MAIL_FROM", "Hearth <hearth@localhost>")
# To people themselves: whoever looks over a shoulder learns nothing from the sender.
NEUTRAL_FROM = os.environ.get("HEARTH_NEUTRAL_FROM", "") or f"Messages <{parseaddr(DEFAULT_FROM_EMAIL)[1]}>"
QUIET_HOURS = quiet_hours_from(os.environ.get("HEARTH_QUIET_HOURS") or "21:00-08:00")
NOTIFY_KEY = os.environ.get("HEARTH_NOTIFY_KEY", "")
NOTIFY_URL = os.environ.get("HEARTH_NOTIFY_URL") or "https://api.notifications.service.gov.uk"
NOTIFY_TEXT_TEMPLATE = os.environ.get("HEARTH_NOTIFY_TEXT_TEMPLATE", "")
NOTIFY_EMAIL_TEMPLATE = os.environ.get("HEARTH_NOTIFY_EMAIL_TEMPLATE", "")
NOTIFY_LETTERS = switched_on("HEARTH_NOTIFY_LETTERS")
# After how many days without being said again something on the first screen says so. Source: DOMAIN 4.5, 6 months.
STALE_AFTER_DAYS = int(os.environ.get("HEARTH_STALE_AFTER_DAYS", "183"))
# How long before the end of a shift somebody hears that words are not finished.
SHIFT_ENDS_SOON_MINUTES = int(os.environ.get("HEARTH_SHIFT_ENDS_SOON_MINUTES", "20"))
# A code from the hub, for people without e-mail or phone.
SIGN_IN_CODE_HOURS = int(os.environ.get("HEARTH_SIGN_IN_CODE_HOURS", "24"))
IDENTITY_PROVIDERS = providers_from(os.environ.get("HEARTH_OIDC_PROVIDERS", ""))
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "provider_class": "hearth.organisations.identity.IdentityProvider",
        "APPS": IDENTITY_PROVIDERS,
    }
}
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Hearth"
# A phone's clock may be half a minute out. Source: RFC 6238, 5.2.
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

SESSION_ENGINE = "hearth.organisations.sessions"
SESSION_COOKIE_NAME = "hearth_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "hearth.core.views.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if switched_on("HEARTH_BEHIND_PROXY") else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        **{key: ["'self'"] for key in ("script-src", "style-src", "font-src", "connect-src", "manifest-src")},
        "img-src": ["'self'", "data:"],
        "form-action": ["'self'", *origins(IDENTITY_PROVIDERS)],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

# A pasted story of 200 kB must arrive whole; more is refused with a sentence.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
# A file: only where a page asks for one, from whoever is signed in, and no larger than this.
UPLOAD_MAX_BYTES = int(os.environ.get("HEARTH_UPLOAD_MAX_MB") or "25") * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "hearth.core.uploads.GuardedUploads",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o600
# ClamAV, if it is here: the path of its Unix socket.
CLAMD_SOCKET = os.environ.get("HEARTH_CLAMD_SOCKET", "")
# A machine sends words, not files.
API_MAX_BYTES = int(os.environ.get("HEARTH_API_MAX_BYTES", str(1024 * 1024)))
# Which service identifiers a BaRS message may be meant for; empty accepts any.
BARS_SERVICES = listed("HEARTH_BARS_SERVICES")

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "hearth_cache"}}

LOGGING_CONFIG = "hearth.core.logs.configure"
LOGGING: dict[str, Any] = {"level": os.environ.get("HEARTH_LOG_LEVEL", "INFO")}

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
