"""A new theatre with what every theatre begins with: six roles, six departments, three venues."""

from dataclasses import replace

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.auth.permissions import RoleCode
from app.departments.models import Department
from app.kit.context import Context, system_context
from app.kit.session import visiting
from app.users.models import Role
from app.venues.models import Venue, VenueType

ROLE_NAMES = {
    RoleCode.ADMIN: "Администратор",
    RoleCode.TECHNICAL_DIRECTOR: "Технический директор",
    RoleCode.ASSISTANT_DIRECTOR: "Помощник режиссёра",
    RoleCode.DEPARTMENT_HEAD: "Начальник цеха",
    RoleCode.DEPARTMENT_STAFF: "Сотрудник цеха",
    RoleCode.ACTOR: "Артист",
}
DEPARTMENTS = {
    "light": "Осветительный цех",
    "sound": "Звуковой цех",
    "machinery": "Машинно-декорационный цех",
    "costume": "Костюмерный цех",
    "makeup": "Гримёрный цех",
    "video": "Видеоцех",
}
VENUES = (
    ("main_stage", "Основная сцена", VenueType.STAGE, 500),
    ("rehearsal_1", "Репетиционный зал 1", VenueType.REHEARSAL, 50),
    ("rehearsal_2", "Репетиционный зал 2", VenueType.REHEARSAL, 30),
)
_CREATE = text(
    "SELECT theater_create(CAST(:name AS text), CAST(:code AS text), CAST(:timezone AS text))"
)


async def found_theater(
    session: AsyncSession,
    name: str,
    code: str,
    timezone: str = "Europe/Moscow",
    *,
    founder: Context | None = None,
) -> int:
    """Creates the theatre in the transaction of `session` and returns its id.

    A taken code surfaces as the unique index on it. Afterwards `visiting(session, context)` adds
    people or anything else to the new theatre within the same transaction.
    """
    theater_id = int(
        await session.scalar(_CREATE, {"name": name, "code": code, "timezone": timezone}) or 0
    )
    ctx = replace(founder, theater_id=theater_id) if founder else system_context(theater_id)
    async with visiting(session, ctx):
        session.add_all(
            [
                *(Role(code=c.value, name=n, is_system=True) for c, n in ROLE_NAMES.items()),
                *(Department(code=code, name=name) for code, name in DEPARTMENTS.items()),
                *(Venue(code=c, name=n, type=t, capacity=size) for c, n, t, size in VENUES),
            ]
        )
    return theater_id
