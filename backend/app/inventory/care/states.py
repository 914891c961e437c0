"""How things stand with a care plan or a certificate today: said here, in SQL, and nowhere else.

Today is the theatre's. The last day itself is still good: a plan due today, a certificate valid
until today.
"""

from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Boolean,
    Date,
    Integer,
    Text,
    and_,
    case,
    cast,
    exists,
    func,
    literal_column,
    null,
    or_,
    select,
    union_all,
)

from app.inventory.care.models import CarePlan, Certificate
from app.inventory.models import Item, Movement
from app.kit.db import CURRENT_THEATER
from app.theaters.models import Theater


class CareState(StrEnum):
    OK = "ok"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"


_WARNED = frozenset({CareState.OVERDUE, CareState.DUE_SOON})
TABLES = frozenset({"inventory_care_plans", "inventory_certificates", "theaters"})

_here: Any = Theater.__table__
_plans: Any = CarePlan.__table__
_papers: Any = Certificate.__table__
_moves: Any = Movement.__table__
_items: Any = Item.__table__
_undoing: Any = _moves.alias("undoing")
_plan, _paper, _move = _plans.c, _papers.c, _moves.c
_plan_is_live = and_(_plan.deleted_at.is_(None), _plan.is_active)
_paper_is_live = _paper.deleted_at.is_(None)

ZONE: Any = (
    select(_here.c.timezone).where(_here.c.id == literal_column(CURRENT_THEATER)).scalar_subquery()
)
TODAY: Any = (
    select(cast(func.timezone(_here.c.timezone, func.now()), Date))
    .where(_here.c.id == literal_column(CURRENT_THEATER))
    .scalar_subquery()
)


def word(value: str) -> Any:
    """A constant of our own as text in the statement."""
    return literal_column(f"'{value}'", Text)


def _shows() -> Any:
    """Issues to the stage since care was taken, those taken back aside; only where they count."""
    counted = (
        select(func.count())
        .select_from(_moves)
        .where(
            _move.theater_id == _plan.theater_id,
            _move.item_id == _plan.item_id,
            _move.movement_type == word("issue"),
            _move.created_at > _plan.counted_from,
            _move.undoes_id.is_(None),
            ~exists().where(
                _undoing.c.theater_id == _move.theater_id, _undoing.c.undoes_id == _move.id
            ),
        )
        .correlate(_plans)
        .scalar_subquery()
    )
    return case((_plan.every_shows.is_not(None), cast(counted, Integer)))


_raw: Any = union_all(
    select(
        word("plan").label("what"),
        _plan.theater_id,
        _plan.item_id,
        _plan.id,
        _plan.name,
        _plan.kind,
        _plan.every_months,
        _plan.instructions,
        _plan.next_due_on.label("due_on"),
        _plan.lead_days,
        _plan.every_shows,
        _shows().label("shows"),
        (_plan.last_result.is_not_distinct_from(word("failed"))).label("failed"),
        _plan.blocks_issue,
        _plan.responsible_id,
    ).where(_plan_is_live),
    select(
        word("certificate"),
        _paper.theater_id,
        _paper.item_id,
        _paper.id,
        _paper.number,
        _paper.kind,
        cast(null(), Integer),
        cast(null(), Text),
        _paper.valid_until,
        _paper.lead_days,
        cast(null(), Integer),
        cast(null(), Integer),
        literal_column("false", Boolean),
        _paper.blocks_issue,
        cast(null(), Integer),
    ).where(_paper_is_live),
).subquery("care")


def state_of(due_on: Any, lead_days: Any, overdue: Any = (), soon: Any = ()) -> Any:
    """By the date, and by whatever else makes it overdue or nearly so."""
    return case(
        (or_(due_on < TODAY, *overdue), word("overdue")),
        (or_(due_on <= TODAY + lead_days, *soon), word("due_soon")),
        else_=word("ok"),
    )


_care: Any = _raw.c
_played_out = _care.shows >= _care.every_shows
# A tenth of the interval ahead, at least one show; nothing is due before the first.
_nearly_played_out = and_(
    _care.shows > literal_column("0"),
    _care.every_shows - _care.shows
    <= func.greatest(_care.every_shows / literal_column("10", Integer), literal_column("1")),
)
_state = state_of(
    _care.due_on,
    _care.lead_days,
    overdue=(_care.failed, _played_out),
    soon=(_nearly_played_out,),
)
_cause = case(
    (_care.failed, word("failed")),
    (_care.due_on < TODAY, word("date")),
    (or_(_played_out, _nearly_played_out), word("shows")),
    else_=word("date"),
)
DUES: Any = select(*_care, _state.label("state"), _cause.label("cause")).subquery("due")
DUE: Any = DUES.c
"""One row a live plan or certificate: what, whose, when, its state, and what makes it so."""

LOW_STOCK: Any = func.coalesce(Item.quantity < Item.min_quantity, literal_column("false", Boolean))

# Whether DUE has anything of the item. How things stand with it is asked only of those that have:
# most have nothing, and the plan of DUE costs more to start than all else in a row of the list.
has_care: Any = or_(
    *(
        exists()
        .where(table.c.theater_id == _items.c.theater_id, table.c.item_id == _items.c.id, live)
        .correlate(_items)
        for table, live in ((_plans, _plan_is_live), (_papers, _paper_is_live))
    )
)


def warnings(state: str | None, low_stock: bool) -> list[str]:
    """What a row of the list says about its item; `state`: the worst of its care."""
    found = [f"care_{state}"] if state in _WARNED else []
    return [*found, "low_stock"] if low_stock else found
