"""One file, all from the environment; a bad value stops the start.

Names are explained in `.env.example`. In production nothing has a default that would be unsafe.
"""

from pathlib import Path

import environ
import structlog
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

ROOT = Path(__file__).resolve().parent.parent
env = environ.Env()

# Where we are -------------------------------------------------------------------------------

DEVELOPMENT = env.bool("DEVELOPMENT", default=False)
DEBUG = False  # a page of secrets is no help to anybody; `make run` prints the trace in its log
SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
VAULT_KEYS = env.list("VAULT_KEYS", default=[])
SITE_URL = env.str("SITE_URL").rstrip("/")
SOURCE_URL = env.str("SOURCE_URL", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[SITE_URL.split("//")[-1].split(":")[0]])
if not DEVELOPMENT and (len(SECRET_KEY) < 50 or "change-me" in SECRET_KEY):
    raise ImproperlyConfigured("SECRET_KEY: set your own random one, 50 characters or more.")
if not DEVELOPMENT and any(len(key) < 50 for key in VAULT_KEYS):
    raise ImproperlyConfigured("VAULT_KEYS: random ones, 50 characters or more, divided by commas.")
if not DEVELOPMENT and not SITE_URL.startswith("https://"):
    raise ImproperlyConfigured("SITE_URL: it must start with https:// outside development.")

# What it is made of -------------------------------------------------------------------------

INSTALLED_APPS = [
    "cohorts",
    "coalitions",
    "meetings",
    "decisions",
    "networks",
    "values",
    "solidarity.desk",
    "solidarity.threads",
    "solidarity.inbox",
    "solidarity.people",
    "solidarity.outbox",
    "solidarity.ui",
    "solidarity.base",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_countries",
    "django_htmx",
    "template_partials",
    "lucide",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
]
if DEVELOPMENT:
    INSTALLED_APPS.insert(0, "solidarity.dev")

MIDDLEWARE = [
    "solidarity.base.middleware.Recorded",
    "solidarity.base.middleware.NotTooOften",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "solidarity.base.middleware.Guarded",
    "csp.middleware.CSPMiddleware",
    "solidarity.base.middleware.KnownMethods",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "solidarity.base.middleware.ReadableCookies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "solidarity.people.middleware.InTheirWords",
    "solidarity.people.middleware.NotTooLarge",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "solidarity.people.middleware.Resting",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "solidarity.ui.middleware.WholePages",
    "solidarity.people.middleware.AsksAgain",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "solidarity.urls"
WSGI_APPLICATION = "solidarity.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "solidarity.inbox.context.unread",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "template_partials.templatetags.partials",
                "solidarity.ui.templatetags.ui",
                "solidarity.ui.templatetags.lists",
            ],
        },
    }
]
FORM_RENDERER = "solidarity.ui.forms.Renderer"

# What it keeps ------------------------------------------------------------------------------

_database = {"CONN_HEALTH_CHECKS": True, "CONN_MAX_AGE": 60, "ATOMIC_REQUESTS": False}
DATABASES = {"default": env.db("DATABASE_URL") | _database}
if env.str("DATABASE_OWNER_URL", default=""):
    # The owner migrates; the web's own role may not change tables, nor the log.
    DATABASES["owner"] = env.db("DATABASE_OWNER_URL") | {
        "TEST": {"TEMPLATE": "solidarity_template", "CHARSET": None}
    }
    DATABASES["default"]["TEST"] = {"MIRROR": "owner"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "base_cache",
        "KEY_FUNCTION": "solidarity.base.secrets.cache_key",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
SESSION_ENGINE = "solidarity.people.sessions"
SESSION_COOKIE_AGE = 14 * 24 * 3600
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Who was deleted is written down outside of the database, too: a restored backup is told of it.
ERASURES_FILE = env.str(
    "ERASURES_FILE", default=str(ROOT / ".local" / "erasures.txt") if DEVELOPMENT else ""
)

# Work that follows --------------------------------------------------------------------------

CELERY_BROKER_URL = env.str("REDIS_URL")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # After a kill -9 a task is back in seconds, not in an hour.
    "visibility_timeout": 120,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
    "health_check_interval": 15,
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_ACKS_ON_FAILURE_OR_TIMEOUT = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_SOFT_TIME_LIMIT = 45
CELERY_TASK_TIME_LIMIT = 60
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE = {
    # What is due stands in the database: two beats, or none for hours, do no harm.
    "sweep": {"task": "outbox.sweep", "schedule": 60.0},
    "digests": {"task": "inbox.digests", "schedule": 60.0},
    "tidy": {"task": "base.tidy", "schedule": 3600.0},
    "tidy-people": {"task": "people.tidy", "schedule": 3600.0},
    "tidy-networks": {"task": "networks.tidy", "schedule": 3600.0},
    "silent-threads": {"task": "networks.forget_threads", "schedule": 3600.0},
    "seal": {"task": "networks.seal_circles", "schedule": 6 * 3600.0},
    "terms": {"task": "networks.terms", "schedule": 3600.0},
    "directory": {"task": "networks.refresh_directory", "schedule": 600.0},
    "directory-words": {"task": "networks.refresh_words", "schedule": 3600.0},
    "count": {"task": "decisions.count", "schedule": 60.0},
    "remind": {"task": "decisions.remind", "schedule": 600.0},
    "reviews": {"task": "decisions.reviews", "schedule": 3600.0},
    "agreements": {"task": "coalitions.reviews", "schedule": 3600.0},
    "applications": {"task": "cohorts.forget", "schedule": 3600.0},
    "reflections": {"task": "cohorts.reflections", "schedule": 3600.0},
    "commitments": {"task": "cohorts.remind", "schedule": 3600.0},
    "tasks": {"task": "decisions.remind_tasks", "schedule": 3600.0},
    "meetings": {"task": "meetings.make_ahead", "schedule": 3600.0},
    "meetings-soon": {"task": "meetings.remind", "schedule": 600.0},
    "meetings-invited": {"task": "meetings.forget_invitations", "schedule": 3600.0},
    "meetings-needs": {"task": "meetings.tell_needs", "schedule": 24 * 3600.0},
    "searches": {"task": "networks.tell_finds", "schedule": 24 * 3600.0},
}

EMAIL_TIMEOUT = env.int("MAIL_TIMEOUT", default=20)  # seconds, for a server that hangs
MAIL_FROM = env.str("MAIL_FROM", default="Solidarity <solidarity@localhost>")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_FROM
# Who neutral mails come from; without it the address above, without its name.
MAIL_FROM_NEUTRAL = env.str("MAIL_FROM_NEUTRAL", default="")
# Where mails that cannot be delivered come back to: name+…@host goes to `manage.py take_bounce`.
MAIL_BOUNCES = env.str("MAIL_BOUNCES", default="")
MAILBOX_DIR = env.str("MAILBOX_DIR", default="")
if MAILBOX_DIR and DEVELOPMENT:
    EMAIL_BACKEND = "solidarity.dev.mailbox.MailboxBackend"
else:
    vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))
    if vars()["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend":
        EMAIL_BACKEND = "solidarity.outbox.line.Backend"

# Who comes in -------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["solidarity.people.backend.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["display_name", "email", "handle"]},
    },
]
PASSWORD_RESET_TIMEOUT = 3600
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "solidarity.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_SIGNUP_FORM_CLASS = "solidarity.people.forms.signup.SignupForm"
ACCOUNT_FORMS = {
    action: f"solidarity.people.forms.entering.{form}"
    for action, form in {
        "add_email": "ChangeAddressForm",
        "change_password": "ChangePasswordForm",
        "confirm_email_verification_code": "AddressCodeForm",
        "confirm_login_code": "SignInCodeForm",
        "confirm_password_reset_code": "ResetCodeForm",
        "login": "SignInForm",
        "reauthenticate": "ReauthenticateForm",
        "request_login_code": "AskForCodeForm",
        "reset_password": "ForgottenPasswordForm",
        "reset_password_from_key": "ResetPasswordForm",
        "set_password": "SetPasswordForm",
        "signup": "SignUpForm",
    }.items()
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 600
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 600
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 9, "dashed": True}
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = False  # people/proof.py asks, whichever page it is
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
# Beside these, forms/entering.py counts the codes asked for one address, by place and altogether,
# so that nobody can be locked out by a stranger; who is kept out by one way has the other.
ACCOUNT_RATE_LIMITS = env.json(
    "ACCOUNT_RATE_LIMITS",
    default={
        "login": "30/m/ip",
        "login_failed": "10/m/ip,5/5m/key",
        "request_login_code": "20/m/ip",
        "signup": "20/m/ip",
        "manage_email": "10/m/user",
        "change_password": "5/m/user",
        "reset_password": "20/m/ip",
        "reset_password_from_key": "20/m/ip",
        "reauthenticate": "10/m/user",
        "confirm_email": "3/m/key,60/h/key",
    },
)

# The second step: allauth keeps it, people/actions/securing.py decides what counts.
MFA_ADAPTER = "solidarity.people.adapter.StepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODE_DIGITS = 10
MFA_TOTP_TOLERANCE = 1  # clocks of phones differ by half a minute
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEVELOPMENT

# Questionnaires beside our own, as data files (docs/instruments.md). Read when the app starts.
INSTRUMENTS_FOLDER = env.str("INSTRUMENTS_FOLDER", default="")
if INSTRUMENTS_FOLDER and not Path(INSTRUMENTS_FOLDER).is_dir():
    raise ImproperlyConfigured(f"INSTRUMENTS_FOLDER: there is no folder {INSTRUMENTS_FOLDER}.")

# Where the way out of here leads: somewhere that tells nothing.
EXIT_URL = env.str("EXIT_URL", default="https://www.wikipedia.org/")
if not EXIT_URL.startswith("https://"):
    raise ImproperlyConfigured("EXIT_URL: the address of another site, with https://.")

# How it speaks ------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español"), ("ar", "العربية")]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
FORMAT_MODULE_PATH = "solidarity.ui.formats"
SITE_NAME = _("Solidarity")

STATIC_URL = "/static/"
STATIC_ROOT = env.str("STATIC_ROOT", default=str(ROOT / ".local" / "static"))
STATICFILES_DIRS = [ROOT / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEVELOPMENT
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEVELOPMENT
WHITENOISE_AUTOREFRESH = DEVELOPMENT
WHITENOISE_ALLOW_ALL_ORIGINS = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
LARGE_FILES = {"/desk/imports/": 20 * 1024 * 1024}  # where admins bring in directories

# What protects those who come ---------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
    | ({} if DEVELOPMENT else {"upgrade-insecure-requests": True})
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "solidarity.ui.views.csrf_failure"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
if not DEVELOPMENT:
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    LANGUAGE_COOKIE_NAME = "__Host-language"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True

# What it writes down: never an address, a name, a token or what somebody typed ---------------

_processors: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        *_processors,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "solidarity.base.logs.JsonFormatter",
            "foreign_pre_chain": _processors,
        }
    },
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["lines"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        "celery": {"level": "WARNING"},
    },
}
