"""What a title usually needs on a venue before and after it is played."""

from sqlalchemy import select

from app.kit.uow import Uow
from app.schedule.models import Tails


async def default_tails(uow: Uow, performance_id: int, venue_id: int) -> Tails | None:
    return await uow.session.scalar(
        select(Tails).where(Tails.performance_id == performance_id, Tails.venue_id == venue_id)
    )
