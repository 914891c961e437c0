"""What an import did or would do, line by line: nothing of a file goes without one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.inventory import references as common
from app.kit import i18n
from app.kit.reference import Refs
from app.kit.uow import Uow
from app.schedule import references
from app.schedule.feeds.importing.dated import Dated, Remark
from app.schedule.feeds.importing.files import Parsed
from app.schedule.feeds.importing.planning import Plan, Step
from app.schedule.schemas import MAX_CONFLICTS


@dataclass(frozen=True)
class Report:
    locale: str
    venues: Refs
    titles: Refs

    @classmethod
    async def read(cls, uow: Uow) -> "Report":
        venues = (await references.VENUES.of(uow)).refs
        return cls(uow.ctx.locale, venues, await common.TITLES.of(uow))

    def of(
        self, plan: Plan, parsed: Parsed, told: list[dict[str, Any]], *, dry_run: bool
    ) -> dict[str, Any]:
        steps = plan.steps
        remarks = sorted((*parsed.errors, *plan.errors), key=lambda remark: remark.index)
        return {
            "dry_run": dry_run,
            "created": self._rows([s for s in steps if s.event is None]),
            "updated": self._rows([s for s in steps if s.event is not None and not s.cancels]),
            "cancelled": self._rows([step for step in steps if step.cancels]),
            "unchanged": [_left(dated) for dated in plan.unchanged],
            "skipped": [{**_left(dated), "reason": reason} for dated, reason in plan.skipped],
            "errors": [self._said(remark) for remark in remarks],
            "notes": [self._said(remark) for remark in parsed.notes],
            "conflicts": told[:MAX_CONFLICTS],
        }

    def _rows(self, steps: Sequence[Step]) -> list[dict[str, Any]]:
        ordered = sorted(steps, key=lambda step: step.values["starts_at"])
        return [self._row(step) for step in ordered]

    def _row(self, step: Step) -> dict[str, Any]:
        values, event, before = step.values, step.event or step.placement.event, step.before
        title = self.titles.get(values["performance_id"] or 0)
        return {
            "id": event.id,
            "uid": step.dated.name,
            **{name: values[name] for name in ("title", "event_type", "starts_at", "ends_at")},
            "venue": self.venues.get(values["venue_id"] or 0),
            "performance": title and {"id": title["id"], "title": title["title"]},
            "changes": step.changes,
            "kept": ["time" if name == "starts_at" else name for name in step.kept],
            "before": before
            and {
                **{name: before[name] for name in ("title", "starts_at", "ends_at")},
                "venue": self.venues.get(before["venue_id"] or 0),
            },
        }

    def _said(self, remark: Remark) -> dict[str, Any]:
        kind = "error" if i18n.has(f"error.{remark.code}") else "problem"
        return {
            "index": remark.index,
            "uid": remark.uid,
            "title": remark.title,
            "code": remark.code,
            "message": i18n.text(f"{kind}.{remark.code}", self.locale, remark.params),
        }


def _left(dated: Dated) -> dict[str, Any]:
    return {
        "uid": dated.name,
        "title": dated.title,
        "starts_at": dated.starts_at,
        "ends_at": dated.ends_at,
    }
