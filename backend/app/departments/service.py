"""Rules about departments."""

from typing import Any

from app.departments import repository
from app.departments.models import Department
from app.kit.errors import Conflict, Invalid
from app.kit.http import expect
from app.kit.uow import Uow
from app.kit.usage import uses_of


class Departments:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.session = uow.session

    async def create(self, values: dict[str, Any]) -> int:
        await self._check_head(values)
        department = Department(**values)
        self.session.add(department)
        await self.session.flush()
        return department.id

    async def change(self, department_id: int, values: dict[str, Any], version: int | None) -> None:
        department = await repository.get_department(self.session, department_id)
        expect(department.version, version)
        await self._check_head(values)
        for name, value in values.items():
            setattr(department, name, value)
        await self.session.flush()

    async def delete(self, department_id: int, version: int | None) -> None:
        """Refused while people or things belong to it."""
        department = await repository.get_department(self.session, department_id)
        expect(department.version, version)
        if uses := await uses_of(self.session, Department, department_id):
            number = sum(uses.values())
            raise Conflict("department.in_use", params={"number": number}, extra={"uses": uses})
        await self.session.delete(department)
        await self.session.flush()

    async def _check_head(self, values: dict[str, Any]) -> None:
        head_id = values.get("head_id")
        if head_id is not None and not await repository.person_exists(self.session, head_id):
            raise Invalid.field("head_id", "reference_unknown")
