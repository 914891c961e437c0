"""Roles of a theatre's own beside the six that every theatre has."""

from typing import Any

from app.auth.permissions import P, RoleCode
from app.kit import i18n
from app.kit.errors import Conflict
from app.kit.http import expect
from app.kit.uow import Uow
from app.users import repository, rights
from app.users.listing import told_grants
from app.users.models import Role
from app.users.schemas import PermissionOut, RoleIn, RoleOut

# Codes of the system roles stay theirs.
_RESERVED = frozenset(RoleCode)


class Roles:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.session = uow.session

    async def create(self, body: RoleIn) -> Role:
        self._check(body.model_dump())
        role = Role(**body.model_dump(), is_system=False)
        self.session.add(role)
        await self.session.flush()
        return role

    async def change(self, role_id: int, values: dict[str, Any], version: int | None) -> Role:
        role = await self._own(role_id, version)
        self._check(values)
        for name, value in values.items():
            setattr(role, name, value)
        await self.session.flush()
        return role

    async def delete(self, role_id: int, version: int | None) -> None:
        role = await self._own(role_id, version)
        if number := await repository.count_holders(self.session, role_id):
            raise Conflict("role.in_use", params={"number": number}, extra={"users": number})
        await self.session.delete(role)
        await self.session.flush()

    async def out(self, role: Role) -> RoleOut:
        return RoleOut(
            id=role.id,
            version=role.version,
            code=role.code,
            name=role.name,
            description=role.description,
            permissions=told_grants(
                self.uow.ctx,
                {"code": role.code, "is_system": role.is_system, "permissions": role.permissions},
            ),
            is_system=role.is_system,
            user_count=await repository.count_holders(self.session, role.id),
        )

    async def _own(self, role_id: int, version: int | None) -> Role:
        """A changeable role whose rights the caller has."""
        role = await repository.get_role(self.session, role_id)
        expect(role.version, version)
        if role.is_system:
            raise Conflict("role.system")
        rights.check_covers(self.uow.ctx, rights.granted([role]))
        return role

    def _check(self, values: dict[str, Any]) -> None:
        if values.get("code") in _RESERVED:
            raise Conflict("role.code_taken")
        if values.get("permissions"):
            rights.check_covers(self.uow.ctx, rights.parse_grants(values["permissions"]))


def permissions_out(locale: str) -> list[PermissionOut]:
    """Every permission that a role may hold."""
    return [
        PermissionOut(
            name=permission.value,
            group=permission.value.partition(":")[0],
            title=i18n.text(f"permission.{permission.value}", locale),
            scopes=rights.allowed_scopes(permission),
        )
        for permission in P
        if permission is not P.THEATER_CREATE
    ]
