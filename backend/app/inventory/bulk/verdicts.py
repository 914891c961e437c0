"""What became of one item, and how a refusal reads."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.inventory.bulk.models import Outcome
from app.kit import i18n
from app.kit.errors import AppError, Invalid

Values = dict[str, Any]


@dataclass
class Verdict:
    outcome: Outcome
    code: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    before: Values | None = None
    after: Values | None = None
    version: int | None = None


UNCHANGED = Verdict(Outcome.UNCHANGED)


def refused(code: str, **params: Any) -> Verdict:
    return Verdict(Outcome.REFUSED, code, params)


def refusal(error: AppError) -> Verdict:
    """The same refusal that a change of this one item would have met."""
    if isinstance(error, Invalid) and error.errors:
        first = error.errors[0]
        return refused(first.code, **first.params)
    return refused(error.code, **error.params)


def compared(before: Values, after: Values, version: int) -> Verdict:
    if before == after:
        return UNCHANGED
    return Verdict(Outcome.CHANGED, before=before, after=after, version=version)


def reason(code: str | None, params: Mapping[str, Any] | None, locale: str) -> str | None:
    """In the reader's language; parts of the text are our own and come whole."""
    if code is None:
        return None
    said = {k: i18n.Whole(v) if isinstance(v, str) else v for k, v in (params or {}).items()}
    keys = (f"problem.{code}.detail", f"problem.{code}", f"error.{code}")
    return i18n.text(next(filter(i18n.has, keys), "problem.conflict"), locale, said)


def counts(outcomes: Iterable[Outcome]) -> dict[str, int]:
    found = Counter(outcomes)
    return {"total": sum(found.values()), **{one.value: found[one] for one in Outcome}}
