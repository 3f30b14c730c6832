"""Log lines: keys, counts and kinds. Never names, words, wages or tokens."""

import json
import logging
import logging.config
import re
from typing import Literal


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": self.formatTime(record),
            "level": record.levelname,
            "from": record.name,
            "text": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class ErrorsWithoutValues(logging.Filter):
    """An exception's text may quote a row or an address: only its type and place are kept."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[0] is not None:
            kind, error, trace = record.exc_info
            record.exc_info = (kind, _Bare(type(error).__name__), trace)
        return True


class WithoutSecrets(logging.Filter):
    """Whoever writes an address writes a token, or where somebody's file lies: cut out here."""

    TOKEN = re.compile(r"\d{5,}(?::|%3A)[\w-]{6,}", re.IGNORECASE)
    FILE = re.compile(r"/([fu])/\w{16,}")

    def filter(self, record: logging.LogRecord) -> bool:
        told = self.FILE.sub(r"/\1/…", self.TOKEN.sub("…", record.getMessage()))
        record.msg, record.args = told, ()
        return True


class _Bare(Exception):
    """Stands for an exception whose words are not to be written down."""


def set_up(form: Literal["text", "json"]) -> None:
    """httpx, aiohttp and telegram log addresses, which carry tokens: warnings only."""
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "filters": {
                "bare": {"()": ErrorsWithoutValues},
                "secret": {"()": WithoutSecrets},
            },
            "formatters": {
                "text": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
                "json": {"()": JsonLines},
            },
            "handlers": {
                "err": {
                    "class": "logging.StreamHandler",
                    "formatter": form,
                    "filters": ["bare", "secret"],
                }
            },
            "root": {"level": "INFO", "handlers": ["err"]},
            "loggers": {
                name: {"level": "WARNING"}
                for name in ("httpx", "httpcore", "aiohttp", "telegram", "apscheduler", "alembic")
            },
        }
    )
