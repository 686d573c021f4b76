"""Nothing that opens somebody's account reaches the log."""

import io
import logging
import logging.config

import pytest
from django.conf import settings

from participatie.core.log_masks import mask


@pytest.mark.parametrize(
    ("written", "logged"),
    [
        ("GET /volg/7KQ4-M2XD-9RT5/ 200", "GET /volg/***/ 200"),
        ("GET /volg/7kq4m2xd9rt5/?x=1", "GET /volg/***/?x=1"),
        ("GET /volg/7KQ4-M2XD-9RTO/", "GET /volg/***/"),
        ("GET /volg/ 200", "GET /volg/ 200"),
        ("code 7KQ4-M2XD-9RT5 unknown", "code *** unknown"),
        ("/inspraak/n/reageren/2kd8Zq-x_9/controleren/", "/inspraak/n/reageren/***/controleren/"),
        ("/inspraak/n/reageren/bewaard/2kd8Zq-x_9/", "/inspraak/n/reageren/bewaard/***/"),
        ("/inspraak/n398/reageren/controleren/", "/inspraak/n398/reageren/controleren/"),
        ("/inspraak/n398/reageren/ 200", "/inspraak/n398/reageren/ 200"),
        ("/nieuws/bevestigen/2kd8Zq-x_9/", "/nieuws/bevestigen/***/"),
        ("/en/nieuws/afmelden/2kd8Zq-x_9/?a", "/en/nieuws/afmelden/***/?a"),
        ("/nieuws/ 200", "/nieuws/ 200"),
        ("/account/password/reset/key/1-set-password/", "/account/password/reset/key/***/"),
        ("/account/confirm-email/MQ:1abc/", "/account/confirm-email/***/"),
        ("/account/login/ 200", "/account/login/ 200"),
        ("/account/oidc/callback/?code=a&state=b", "/account/oidc/callback/?code=***&state=***"),
        ("/volg/?code=7KQ4", "/volg/?code=***"),
        ("/zoeken/?zoek='s-gravenweg&page=2", "/zoeken/?zoek=***&page=2"),
        ("refused: {'an.de-vries@post.example': (550, b'no')}", "refused: {'***': (550, b'no')}"),
        ("/inspraak/n398/reacties/12/ OV26-0042", "/inspraak/n398/reacties/12/ OV26-0042"),
    ],
)  # fmt: skip
def test_secrets_are_masked_and_the_rest_is_kept(written, logged):
    assert mask(written) == logged


@pytest.fixture
def log():
    """What the handlers of the settings write."""
    logging.config.dictConfig(settings.LOGGING)
    stream = io.StringIO()
    handlers = {
        handler
        for name in ["", *settings.LOGGING["loggers"]]
        for handler in logging.getLogger(name).handlers
        if isinstance(handler, logging.StreamHandler) and handler.filters
    }
    for handler in handlers:
        handler.setStream(stream)
    yield stream
    for handler in handlers:
        handler.close()


@pytest.mark.parametrize("name", ["uvicorn.access", "django.request", "participatie.x", "other"])
def test_every_logger_masks(log, name):
    logging.getLogger(name).warning('%s - "GET %s"', "::1", "/volg/7KQ4-M2XD-9RT5/")

    assert '"GET /volg/***/"' in log.getvalue()
    assert "7KQ4" not in log.getvalue()


def test_tracebacks_are_masked(log):
    try:
        int("/volg/7KQ4-M2XD-9RT5/")
    except ValueError:
        logging.getLogger("django.request").exception("failed")

    assert "ValueError: invalid literal for int() with base 10: '/volg/***/'" in log.getvalue()
    assert "7KQ4" not in log.getvalue()


def test_every_handler_has_the_mask():
    handlers = settings.LOGGING["handlers"].values()

    assert all("mask" in handler["filters"] for handler in handlers)
