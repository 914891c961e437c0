"""Calling the child that reads a calendar, and telling its owner what is wrong with the file."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from fastapi import UploadFile

from app.kit import clock, sandbox
from app.kit.errors import FieldError, Invalid, TooLarge
from app.schedule.feeds.importing import child
from app.schedule.feeds.importing.dated import Dated, Family, Remark

MAX_MB = 5
LIMITS = sandbox.Limits(memory_mb=512, cpu_s=8, wall_s=60, output_mb=64)


@dataclass(frozen=True)
class Parsed:
    prodid: str
    events: list[Dated]
    left: list[tuple[Dated, str]]
    """Dates that give way to others of the same file, and why."""
    families: list[Family]
    errors: list[Remark]
    notes: list[Remark]


async def read(file: UploadFile, zone: str) -> Parsed:
    """The dated events of an uploaded calendar; `zone` is the clock of times that name none."""
    if (file.size or 0) > MAX_MB * 1024 * 1024:
        raise TooLarge(params={"limit": MAX_MB})
    argument = orjson.dumps({"zone": zone, "today": clock.now().date()}).decode()
    try:
        answer = await sandbox.run(child.MODULE, "read", file.file, argument, LIMITS)
    except sandbox.SandboxKilled as killed:
        raise _refusal("ical.too_slow", {}) from killed
    document = orjson.loads(answer)
    if "refused" in document:
        raise _refusal(document["refused"], document["params"])
    return Parsed(
        document["prodid"],
        [_dated(row) for row in document["events"]],
        [(_dated(row), reason) for row, reason in document["left"]],
        [_family(row) for row in document["families"]],
        [Remark(**row) for row in document["errors"]],
        [Remark(**row) for row in document["notes"]],
    )


def _dated(row: dict[str, Any]) -> Dated:
    times = {name: _moment(row[name]) for name in ("starts_at", "ends_at", "recurrence")}
    return Dated(**row | times)


def _family(row: dict[str, Any]) -> Family:
    return Family(**row | {name: _moment(row[name]) for name in ("since", "until")})


def _moment(text: str | None) -> Any:
    return None if text is None else datetime.fromisoformat(text)


def _refusal(code: str, params: dict[str, Any]) -> Invalid:
    return Invalid(code, params=params, errors=[FieldError("file", code, params)])
