"""What a running bot logs: for people, or as one JSON object a line; never a secret.

Of the standard library: discord.py and aiohttp log through it, so structlog or another
library would be one more layer over the same records, for thirty lines that it spares.
"""

import json
import logging
import re
import sys
import threading
from collections.abc import Iterable
from datetime import UTC, datetime
from types import TracebackType

HIDDEN = "[hidden]"

# At their debug level these write down what people say, and what Discord is told.
_TALKATIVE = ("discord.gateway", "discord.http", "discord.state", "discord.webhook")
_NOISY = ("watchfiles",)  # says at its info level how many files have changed

# Whoever has the token in the address of an interaction's reply can edit that reply.
_REPLY_TOKEN = re.compile(r"(/(?:webhooks|interactions)/\d{1,20}/)[\w-]+")

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}

log = logging.getLogger(__name__)


class JsonFormatter(logging.Formatter):
    """One object a line: time (UTC), level, logger, message, error, and what ``extra`` adds."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as JSON, with its traceback in ``error``."""
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        fields = {
            "time": time.replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            fields["error"] = self.formatException(record.exc_info)
        fields |= {key: value for key, value in vars(record).items() if key not in _STANDARD}
        return json.dumps(fields, default=str)


class Redacting(logging.Formatter):
    """What another formatter makes of a record, without secrets: the last line of defence."""

    def __init__(self, formatter: logging.Formatter, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._formatter = formatter
        self._secrets = [secret for secret in secrets if secret]

    def hide(self, secret: str) -> None:
        """Hide another secret from now on."""
        self._secrets.append(secret)

    def format(self, record: logging.LogRecord) -> str:
        """Return a record in words, its traceback included, with secrets taken out."""
        text = self._formatter.format(record)
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return _REPLY_TOKEN.sub(rf"\1{HIDDEN}", text)


def start(handler: logging.Handler, level: str) -> Redacting:
    """Send everything to ``handler``, which has its formatter, and return what hides secrets.

    What nobody catches, and what Python warns of, is logged as well.
    """
    redacting = Redacting(handler.formatter or logging.Formatter())
    handler.setFormatter(redacting)
    root = logging.getLogger()
    root.addHandler(handler)
    set_level(level)
    logging.captureWarnings(capture=True)
    sys.excepthook = _uncaught
    threading.excepthook = lambda it: _uncaught(it.exc_type, it.exc_value, it.exc_traceback)
    return redacting


def set_level(level: str) -> None:
    """Log what is as grave as ``level``, a name in lower case, or graver."""
    number = logging.getLevelNamesMapping()[level.upper()]
    logging.getLogger().setLevel(number)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(number, logging.INFO))
    for name in _NOISY:
        logging.getLogger(name).setLevel(max(number, logging.WARNING))


def _uncaught(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> None:
    log.critical("the program ended", exc_info=(kind, error or kind(), trace))
