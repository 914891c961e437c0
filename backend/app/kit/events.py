"""What happened, told to whoever subscribed, after the commit and never without it.

`uow.record(ItemArchived(item_id=7))` becomes one job per subscriber in the transaction of the
change (an outbox). A subscriber runs in the worker with a unit of its own, may be run again after
a crash, and therefore must be idempotent.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from app.kit import jobs
from app.kit.context import Context
from app.kit.transaction import Transaction


@dataclass(frozen=True)
class Event:
    """Base of all events; fields are plain numbers and strings, for they travel as JSON."""


E = TypeVar("E", bound=Event)
Subscriber = Callable[["jobs.JobContext", E], Awaitable[None]]
_subscribers: dict[type[Event], list[str]] = defaultdict(list)


def on(kind: type[E]) -> Callable[[Subscriber[E]], Subscriber[E]]:
    """Subscribe a function; the name of its job is stable across restarts."""

    def register(function: Subscriber[E]) -> Subscriber[E]:
        name = f"on.{kind.__name__}.{function.__module__}.{function.__name__}"

        @jobs.job(name)
        async def deliver(context: jobs.JobContext, payload: dict[str, Any]) -> None:
            await function(context, kind(**payload))

        _subscribers[kind].append(name)
        return function

    return register


async def publish(transaction: Transaction, ctx: Context, recorded: Sequence[Event]) -> None:
    """A session is asked for only where somebody has subscribed."""
    for event in recorded:
        for name in _subscribers[type(event)]:
            await jobs.enqueue(transaction.session, ctx, name, asdict(event))
