"""Rules of the administration of people."""

from collections.abc import Iterable
from typing import Any

from app.auth.events import ResetOrdered, UserInvited
from app.auth.passwords import check_password
from app.auth.sessions import Ending, Sessions
from app.core.config import Settings
from app.kit import clock, mail, security
from app.kit.errors import Conflict, Invalid
from app.kit.http import expect
from app.kit.session import Database
from app.kit.uow import Uow
from app.users import emails, repository, rights
from app.users.models import Role, User
from app.users.schemas import UserCreate


class Users:
    def __init__(self, uow: Uow, db: Database, settings: Settings) -> None:
        self.uow = uow
        self.session = uow.session
        self.ctx = uow.ctx
        self._db = db
        self._settings = settings
        # Sessions that ended: the process forgets them at once.
        self.ended: list[str] = []

    async def create(self, body: UserCreate) -> int:
        await emails.check_email(self.uow, self._db, body.email)
        await self._check_department(body.department_id)
        roles = await self._roles(body.roles)
        rights.check_covers(self.ctx, rights.granted(roles))
        user = User(
            **body.model_dump(include={"email", "first_name", "last_name", "department_id"}),
            patronymic=body.patronymic or None,
            phone=body.phone or None,
            hashed_password=await self._first_password(body),
        )
        self.session.add(user)
        await emails.flush(self.uow)
        await self._give(user, (), roles)
        if body.password is None:
            self.uow.record(UserInvited(user.id))
        return user.id

    async def replace(self, user_id: int, values: dict[str, Any], version: int | None) -> None:
        """The given fields; works for a part of them too."""
        user = await self._ruled(user_id, version)
        if (email := values.get("email")) is not None and email != user.email:
            await emails.check_email(self.uow, self._db, email, user_id)
        if "department_id" in values:
            await self._check_department(values["department_id"])
        for name, value in values.items():
            setattr(user, name, value or None)
        await emails.flush(self.uow)

    async def set_roles(self, user_id: int, codes: list[str], version: int) -> None:
        user = await self._ruled(user_id, version)
        before = await repository.roles_of(self.session, user_id)
        after = await self._roles(codes)
        rights.check_covers(self.ctx, rights.granted(after))
        if rights.is_admin(before) and not rights.is_admin(after):
            await self._keep_an_admin(user)
        user.updated_at = clock.now()
        await self._give(user, before, after)
        await self.session.flush()

    async def deactivate(self, user_id: int, version: int | None) -> None:
        user = await self._ruled(user_id, version)
        if user_id == self.ctx.user_id:
            raise Conflict("user.own_account")
        if rights.is_admin(await repository.roles_of(self.session, user_id)):
            await self._keep_an_admin(user)
        user.is_active = False
        await self.session.flush()
        self.ended = await Sessions(self.uow, self._settings).end_all(user_id, Ending.DEACTIVATED)

    async def activate(self, user_id: int, version: int | None) -> None:
        user = await self._ruled(user_id, version)
        user.is_active = True
        await self.session.flush()

    async def reset_password(self, user_id: int, password: str | None) -> None:
        """By a password told in person, or by a mailed link. Either ends the sessions."""
        user = await self._ruled(user_id, None)
        if user_id == self.ctx.user_id:
            # One's own needs the current password: an unattended screen must not be enough.
            raise Conflict("user.own_account")
        if password is not None:
            check_password(password, user.email, "password")
            hashed = await security.hash_password(password)
            await repository.set_password(self.session, user_id, hashed)
        elif mail.is_configured(self._settings):
            self.uow.record(ResetOrdered(user_id))
        else:
            raise Invalid.field("password", "user.password_needed")
        await self.uow.audit("password_reset", "user", user_id)
        self.ended = await Sessions(self.uow, self._settings).end_all(
            user_id, Ending.PASSWORD_RESET
        )

    async def _ruled(self, user_id: int, version: int | None) -> User:
        user = await repository.get_user(self.session, user_id, lock=True)
        expect(user.version, version)
        roles = await repository.roles_of(self.session, user_id)
        rights.check_rules(self.ctx, user, roles)
        return user

    async def _first_password(self, body: UserCreate) -> str:
        if body.password is not None and body.invite:
            raise Invalid.field("invite", "user.password_or_invitation")
        if body.password is not None:
            check_password(body.password, body.email, "password")
            return await security.hash_password(body.password)
        if not body.invite or not mail.is_configured(self._settings):
            raise Invalid.field("password", "user.password_needed")
        return await security.hash_password(security.new_token())

    async def _roles(self, codes: Iterable[str]) -> list[Role]:
        wanted = set(codes)
        found = await repository.roles_named(self.session, wanted)
        if unknown := wanted - {role.code for role in found}:
            raise Invalid.field("roles", "user.role_unknown", role=sorted(unknown)[0])
        return list(found)

    async def _give(self, user: User, before: Iterable[Role], after: Iterable[Role]) -> None:
        ids = {role.id for role in after}
        if ids == {role.id for role in before}:
            return
        await repository.set_roles(self.session, user.id, ids, self.ctx.author_id)
        self.uow.touch("user_roles")
        diff = {"roles": [sorted(r.code for r in before), sorted(r.code for r in after)]}
        await self.uow.audit("roles", "user", user.id, diff)

    async def _keep_an_admin(self, user: User) -> None:
        await repository.lock_admins(self.session)
        if user.is_active and not await repository.count_other_admins(self.session, user.id):
            raise Conflict("user.last_admin")

    async def _check_department(self, department_id: int | None) -> None:
        if department_id is None:
            return
        if not await repository.department_exists(self.session, department_id):
            raise Invalid.field("department_id", "reference_unknown")
