"""What is written to the log, with secrets in addresses masked."""

from typing import Any

import environ

env = environ.Env()

LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"mask": {"()": "participatie.core.log_masks.MaskSecrets"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["mask"],
            "formatter": "line",
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Says of every job that it began and ended; what failed is a warning or an error.
        "procrastinate": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    }
    | {
        name: {"handlers": ["console"], "level": LOG_LEVEL, "propagate": False}
        for name in ("django", "participatie", "cms", "uvicorn", "uvicorn.access")
    },
}
