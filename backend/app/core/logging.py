"""Structured logs: one JSON object a line, with the request's id, and without anybody's secrets."""

import logging
import re
import sys
from collections.abc import MutableMapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import orjson
import structlog

_as_json = False
_SECRET_KEYS = re.compile(
    r"password|secret|token|authorization|cookie|api_?key|email|phone|refresh|signature", re.I
)
_SECRET_TEXT = (
    (re.compile(r"eyJ[\w-]+\.[\w-]+\.[\w-]*"), "[token]"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "[email]"),
    (re.compile(r"(?<!\d)\+?\d[\d\s()-]{9,16}\d(?!\d)"), "[phone]"),
    (re.compile(r"((?:token|password|sig|secret)=)[^&\s\"']+", re.I), r"\1[hidden]"),
    # The address of a calendar feed is its key, however somebody has misspelt it.
    (re.compile(r"(/ics(?:/|%2f)+(?:\d+(?:/|%2f))?)[^\s\"'?<>]+", re.I), r"\1[hidden]"),
    (re.compile(r"://[^/\s:@]+:[^/\s@]+@"), "://[hidden]@"),
)


def redact(value: Any, key: str = "") -> Any:
    """The value as it may be written down; a line break cannot forge a second line (JSON)."""
    if key and _SECRET_KEYS.search(key) and value is not None:
        return "[hidden]"
    if isinstance(value, str):
        for pattern, shown in _SECRET_TEXT:
            value = pattern.sub(shown, value)
        return value
    if isinstance(value, dict):
        return {k: redact(v, str(k)) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [redact(item) for item in value]
    return value


def _redact_event(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {
        k: redact(v, "" if k in ("event", "request_id", "timestamp") else k)
        for k, v in event.items()
    }


def log_request(method: str, path: str, status: int, seconds: float) -> None:
    """The line of a request. As JSON it is written past the chain, which took a tenth of a short
    answer's time for the one line that every answer writes.
    """
    if not logging.getLogger("access").isEnabledFor(logging.INFO):
        return
    line = {
        **structlog.contextvars.get_contextvars(),
        "method": method,
        "path": _shown_path(path),
        "status": status,
        "ms": round(seconds * 1000, 1),
        "event": "request",
    }
    if _as_json:
        line |= {"level": "info", "logger": "access", "timestamp": datetime.now(UTC)}
        text = orjson.dumps(line, default=str, option=orjson.OPT_UTC_Z).decode()
        sys.stderr.write(f"{text}\n")
    else:
        structlog.get_logger("access").info(**line)


@lru_cache(4096)
def _shown_path(path: str) -> str:
    shown: str = redact(path)
    return shown


def configure_logging(level: str, form: str) -> None:
    """Route our own and the libraries' loggers through one chain."""
    global _as_json
    _as_json = form == "json"
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _redact_event,
    ]
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
            foreign_pre_chain=shared,
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "pgqueuer"):
        logger = logging.getLogger(name)
        logger.handlers = []
        logger.propagate = True
    logging.getLogger("uvicorn.access").disabled = True
    logging.getLogger("python_multipart").setLevel(logging.WARNING)
