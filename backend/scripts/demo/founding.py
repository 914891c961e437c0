"""Founds a demo theatre: its row, system roles, departments and venues."""

from sqlalchemy import text

from app.auth.permissions import RoleCode
from app.departments.models import Department
from app.kit.context import system_context
from app.kit.session import Database
from app.users.models import Role
from app.venues.models import Venue

_DEPARTMENTS = {
    "light": "Осветительный цех", "sound": "Звуковой цех", "machinery": "Монтировочный цех",
    "costume": "Костюмерный цех", "makeup": "Гримёрный цех", "video": "Видеоцех",
}  # fmt: skip
_VENUES = (
    ("main_stage", "Основная сцена", "stage", 500, None),
    ("rehearsal_1", "Репетиционный зал 1", "rehearsal", 50, None),
    ("rehearsal_2", "Репетиционный зал 2", "rehearsal", 30, None),
    ("tour_tver", "Дворец культуры", "tour", 620, "Тверь"),
)


async def found(db: Database, name: str, code: str) -> int:
    """The id of the new theatre."""
    async with db.anonymous() as session:
        theater_id: int = await session.scalar(
            text("SELECT theater_create(:name, :code, 'Europe/Moscow')"),
            {"name": name, "code": code},
        )
    async with db.write(system_context(theater_id)) as uow:
        uow.session.add_all(
            [
                *(Role(code=role.value, name=role.value, is_system=True) for role in RoleCode),
                *(Department(code=code, name=name) for code, name in _DEPARTMENTS.items()),
                *(Venue(code=c, name=n, type=t, capacity=p, city=y) for c, n, t, p, y in _VENUES),
            ]
        )
    return theater_id
