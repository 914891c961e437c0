"""Which movements exist and what each may do: one table, and the rule that reads it.

Pure: it decides between which places pieces go; the ledger (inventory.ledger) carries it out.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from secrets import token_hex
from typing import Any, NamedTuple, Protocol

from app.inventory.models import ItemStatus, MovementType
from app.kit.errors import Conflict, FieldError, Invalid

EVERY = frozenset(ItemStatus)
LIVE = EVERY - {ItemStatus.DECOMMISSIONED}
# At home: a movement out of here tells where pieces belong.
HOME = frozenset({ItemStatus.IN_STOCK, ItemStatus.RESERVED})


class Place(NamedTuple):
    """A balance is what lies in one location (None: nowhere in particular) in one status."""

    location_id: int | None
    status: str


class Held(Protocol):
    """A balance as the rule needs it."""

    @property
    def location_id(self) -> int | None: ...
    @property
    def status(self) -> str: ...
    @property
    def quantity(self) -> int: ...


@dataclass(frozen=True)
class Side:
    """One end of a movement: the statuses that it may have, and the one meant when none is said."""

    statuses: frozenset[ItemStatus]
    default: ItemStatus | None = None


@dataclass(frozen=True)
class Rule:
    """No source: pieces come from outside. `either`: exactly one of the two ends is meant.

    `stays`: the pieces keep their location and only change status. `back`: they end what an
    earlier movement began, so the ledger may know its place and its title. `titled`: it may be
    for a title of the repertoire.
    """

    source: Side | None
    target: Side | None
    either: bool = False
    stays: bool = False
    back: bool = False
    titled: bool = True


def _one(status: ItemStatus) -> Side:
    return Side(frozenset({status}), status)


RULES: Mapping[MovementType, Rule] = {
    MovementType.RECEIPT: Rule(None, Side(EVERY, ItemStatus.IN_STOCK), titled=False),
    MovementType.TRANSFER: Rule(Side(LIVE, ItemStatus.IN_STOCK), Side(LIVE)),
    MovementType.ISSUE: Rule(Side(HOME, ItemStatus.IN_STOCK), _one(ItemStatus.ON_STAGE)),
    MovementType.RETURN: Rule(_one(ItemStatus.ON_STAGE), _one(ItemStatus.IN_STOCK), back=True),
    MovementType.RESERVE: Rule(_one(ItemStatus.IN_STOCK), _one(ItemStatus.RESERVED), stays=True),
    MovementType.UNRESERVE: Rule(
        _one(ItemStatus.RESERVED), _one(ItemStatus.IN_STOCK), stays=True, back=True
    ),
    MovementType.REPAIR_OUT: Rule(
        Side(LIVE - {ItemStatus.IN_REPAIR}, ItemStatus.IN_STOCK), _one(ItemStatus.IN_REPAIR)
    ),
    MovementType.REPAIR_IN: Rule(
        _one(ItemStatus.IN_REPAIR), _one(ItemStatus.IN_STOCK), back=True, titled=False
    ),
    MovementType.TOUR_OUT: Rule(
        Side(HOME | {ItemStatus.ON_STAGE}, ItemStatus.IN_STOCK), _one(ItemStatus.ON_TOUR)
    ),
    MovementType.TOUR_IN: Rule(_one(ItemStatus.ON_TOUR), _one(ItemStatus.IN_STOCK), back=True),
    MovementType.WRITE_OFF: Rule(
        Side(LIVE, ItemStatus.IN_STOCK), _one(ItemStatus.DECOMMISSIONED), stays=True
    ),
    # A count found more (to …) or fewer (from …) pieces than the books say.
    MovementType.ADJUSTMENT: Rule(
        Side(EVERY, ItemStatus.IN_STOCK),
        Side(EVERY, ItemStatus.IN_STOCK),
        either=True,
        titled=False,
    ),
}


@dataclass(frozen=True)
class Order:
    """What somebody asks for. `said` names the fields they filled: a null location is a place.

    `batch` joins the orders of one act (`new_batch`); `undoes_id`: the movement taken back.
    `unit_ids`: the numbered pieces among those that move; the rest has no numbers.
    """

    kind: MovementType
    quantity: int
    from_location_id: int | None = None
    from_status: ItemStatus | None = None
    to_location_id: int | None = None
    to_status: ItemStatus | None = None
    comment: str | None = None
    said: Collection[str] = ()
    performance_id: int | None = None
    batch: str | None = None
    undoes_id: int | None = None
    unit_ids: Sequence[int] = ()

    def speaks_of(self, side: str) -> bool:
        return f"{side}_location_id" in self.said or getattr(self, f"{side}_status") is not None


class Route(NamedTuple):
    """From where to where; None is the outside world."""

    source: Place | None
    target: Place | None


def columns(order: Order, path: Route) -> dict[str, Any]:
    """A movement's row, as far as the order and its path decide it."""
    source, target = path
    return {
        "movement_type": order.kind.value,
        "from_location_id": source and source.location_id,
        "from_status": source and source.status,
        "to_location_id": target and target.location_id,
        "to_status": target and target.status,
        "performance_id": order.performance_id,
        "batch": order.batch,
        "undoes_id": order.undoes_id,
        "comment": order.comment or None,
    }


def route(order: Order, balances: Sequence[Held]) -> Route:
    """The places of a movement, or a refusal that names the field."""
    rule = RULES[order.kind]
    if order.performance_id is not None and not rule.titled:
        raise Invalid.field("performance_id", "movement_no_title")
    source_side, target_side = rule.source, rule.target
    if rule.either:
        if order.speaks_of("from") == order.speaks_of("to"):
            raise Invalid.field("to_location_id", "movement_one_side")
        if order.speaks_of("from"):
            target_side = None
        else:
            source_side = None
    for side, wanted in (("from", source_side), ("to", target_side)):
        if wanted is None and order.speaks_of(side):
            raise Invalid.field(f"{side}_location_id", "movement_no_such_side")
    source = None
    if source_side is not None:
        held = source_of(order, source_side, balances)
        source = Place(held.location_id, held.status)
    target = None if target_side is None else _target(order, rule, target_side, source)
    if source == target:
        raise Invalid.field("to_location_id", "movement_nowhere")
    return Route(source, target)


def source_of(order: Order, side: Side, balances: Sequence[Held]) -> Held:
    """The balance meant: the only one that fits, or the one in the usual status."""
    if order.from_status is not None and order.from_status not in side.statuses:
        raise Invalid.field("from_status", "movement_status")
    fitting = [
        held
        for held in balances
        if held.status in side.statuses
        and (order.from_status is None or held.status == order.from_status)
        and ("from_location_id" not in order.said or held.location_id == order.from_location_id)
    ]
    if len(fitting) > 1:
        fitting = [held for held in fitting if held.status == side.default] or fitting
    if len(fitting) > 1:
        if len({held.location_id for held in fitting}) == 1:
            raise Invalid.field("from_status", "movement_from_status_unclear")
        raise Invalid.field("from_location_id", "movement_from_unclear")
    available = fitting[0].quantity if fitting else 0
    if available < order.quantity:
        raise not_enough(available)
    return fitting[0]


def _target(order: Order, rule: Rule, side: Side, source: Place | None) -> Place:
    location_id, status = order.to_location_id, order.to_status
    if source is not None:
        if "to_location_id" not in order.said:
            location_id = source.location_id
        elif rule.stays and location_id != source.location_id:
            raise Invalid.field("to_location_id", "movement_stays")
    if status is None:
        assert side.default is not None or source is not None  # RULES see to it
        status = side.default or ItemStatus(source.status if source else "")
    if status not in side.statuses:
        raise Invalid.field("to_status", "movement_status")
    return Place(location_id, status.value)


def pieces_at(place: Place | None, balances: Sequence[Held]) -> int:
    return sum(held.quantity for held in balances if (held.location_id, held.status) == place)


def new_batch() -> str:
    return token_hex(16)


def not_enough(available: int) -> Conflict:
    return Conflict(
        "inventory.not_enough",
        params={"available": available},
        errors=[FieldError("quantity", "inventory.not_enough", {"available": available})],
        extra={"available": available},
    )


class Arrival(NamedTuple):
    """How pieces came to where they lie: what a movement back needs to know."""

    quantity: int
    from_location_id: int | None
    from_status: str | None
    performance_id: int | None


def homeward(order: Order, lying: int, arrivals: Sequence[Arrival]) -> Order:
    """The order with the place and the title that the way here tells, where nobody said them.

    `arrivals`, the newest first, explain the pieces lying there; only when all of them agree
    does the ledger know, else the pieces stay in place and the title stays open.
    """
    behind: list[Arrival] = []
    for arrival in arrivals:
        if lying <= 0:
            break
        behind.append(arrival)
        lying -= arrival.quantity
    if lying > 0 or not behind:
        return order
    rule = RULES[order.kind]
    places = {one.from_location_id for one in behind}
    titles = {one.performance_id for one in behind}
    at_home = all(one.from_status in HOME for one in behind)
    if at_home and len(places) == 1 and not rule.stays and "to_location_id" not in order.said:
        said = {*order.said, "to_location_id"}
        order = replace(order, to_location_id=places.pop(), said=said)
    if rule.titled and len(titles) == 1 and "performance_id" not in order.said:
        order = replace(order, performance_id=titles.pop())
    return order


def after(path: Route, quantity: int, balances: Sequence[Held]) -> list["Balance"]:
    """The balances as a movement leaves them, in the order in which the database keeps them."""
    left = []
    for held in balances:
        place = Place(held.location_id, held.status)
        pieces = held.quantity - (quantity if place == path.source else 0)
        pieces += quantity if place == path.target else 0
        if pieces:
            left.append(Balance(*place, pieces))
    if path.target is not None and all(held[:2] != path.target for held in left):
        left.append(Balance(*path.target, quantity))
    return left


class Balance(NamedTuple):
    """A balance in memory."""

    location_id: int | None
    status: str
    quantity: int


class Summary(NamedTuple):
    """What an item shows of its balances."""

    quantity: int
    status: str
    location_id: int | None


def summary(balances: Sequence[Held]) -> Summary:
    """Live pieces, and the place of most of them; of written-off ones only when none is left."""
    live = [held for held in balances if held.status in LIVE and held.quantity]
    gone = [held for held in balances if held.status not in LIVE and held.quantity]
    if not live and not gone:
        return Summary(0, ItemStatus.IN_STOCK.value, None)
    most = max(live or gone, key=lambda held: held.quantity)
    return Summary(sum(held.quantity for held in live), most.status, most.location_id)
