"""What has changed between two states of a plan, for whoever reads it on a poster."""

from collections.abc import Sequence

from app.schedule.plan.schemas import ChangedRow, Difference, PlanRow

# The state of an event is the theatre's own affair: a show that was played is no change.
COMPARED = (
    "starts_at", "ends_at", "timezone", "title", "event_type", "venue", "city", "tour_venue_name",
    "performance_id", "age_rating",
)  # fmt: skip


def differing(before: PlanRow, after: PlanRow) -> list[str]:
    return [name for name in COMPARED if getattr(before, name) != getattr(after, name)]


def compare(before: Sequence[PlanRow], after: Sequence[PlanRow]) -> Difference:
    """Rows are the same by their event, whatever has become of it."""
    former = {row.event_id: row for row in before}
    present = {row.event_id for row in after}
    added, changed = [], []
    for row in after:
        known = former.get(row.event_id)
        if known is None:
            added.append(row)
        elif fields := differing(known, row):
            changed.append(ChangedRow(before=known, after=row, fields=fields))
    removed = [row for row in before if row.event_id not in present]
    return Difference(added=added, removed=removed, changed=changed)


def is_empty(difference: Difference) -> bool:
    return not (difference.added or difference.removed or difference.changed)
