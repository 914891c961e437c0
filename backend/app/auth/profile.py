"""The signed-in person as the interface needs them, and what they may change about themselves."""

from typing import Any

import orjson

from app.auth import permissions, repository
from app.auth.schemas import (
    MAX_PREFERENCES,
    DepartmentRef,
    Me,
    MeReplace,
    MeUpdate,
    Preferences,
    TheaterRef,
)
from app.kit.errors import Invalid, NotAuthenticated
from app.kit.http import expect
from app.kit.uow import Uow
from app.users.models import User

_MERGED = ("tables", "views")


class Profile:
    """Works in the person's home theatre, whichever one a superuser visits."""

    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.session = uow.session

    async def me(self, user: User, theater_id: int) -> Me:
        """`theater_id` is the theatre that the session works in."""
        known = await repository.theaters(self.session, {theater_id, user.theater_id})
        roles = await repository.user_roles(self.session, user.id)
        department = (
            await repository.department(self.session, user.department_id)
            if user.department_id is not None
            else None
        )
        granted = permissions.resolve(
            [{"code": r.code, "is_system": r.is_system, "permissions": r.permissions}
             for r in roles],
            is_superuser=user.is_superuser,
        )  # fmt: skip
        theater = known[theater_id]
        return Me(
            id=user.id,
            version=user.version,
            email=user.email,
            first_name=user.first_name,
            last_name=user.last_name,
            patronymic=user.patronymic,
            full_name=user.full_name,
            short_name=user.short_name,
            phone=user.phone,
            theater=TheaterRef.model_validate(
                {name: theater[name] for name in TheaterRef.model_fields}
            ),
            home_theater_id=user.theater_id,
            department=DepartmentRef.model_validate(department) if department else None,
            roles=[role.code for role in roles],
            permissions=granted,
            is_superuser=user.is_superuser,
            preferences=Preferences.model_validate(_known(user.preferences)),
        )

    async def get(self) -> User:
        user = await repository.get_user(self.session, self._user_id)
        if user is None:
            raise NotAuthenticated("auth.session_ended")
        return user

    async def replace(self, body: MeReplace, version: int) -> User:
        values = body.model_dump(exclude={"preferences"})
        preferences = body.preferences.model_dump(exclude_none=True) if body.preferences else None
        return await self._save(values, preferences, version)

    async def update(self, body: MeUpdate, version: int | None) -> User:
        values = body.changes()
        preferences = None
        if values.pop("preferences", None) is not None and body.preferences is not None:
            user = await repository.get_user(self.session, self._user_id, lock=True)
            preferences = merged(user.preferences if user else {}, body.preferences.changes())
        return await self._save(values, preferences, version)

    async def _save(
        self, values: dict[str, Any], preferences: dict[str, Any] | None, version: int | None
    ) -> User:
        """Preferences are nobody else's business: saving them alone leaves the version."""
        user = await self.get()
        expect(user.version, version)
        for name, value in values.items():
            setattr(user, name, value or None)
        await self.session.flush()
        if preferences is not None:
            if len(orjson.dumps(preferences)) > MAX_PREFERENCES:
                raise Invalid.field("preferences", "preferences_size")
            await repository.set_quietly(self.session, user.id, preferences=preferences)
            await self.session.refresh(user, ["preferences"])
        return user

    @property
    def _user_id(self) -> int:
        assert self.uow.ctx.user_id is not None
        return self.uow.ctx.user_id


def merged(old: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """The old preferences with the given keys replaced; null removes. Tables and views merge by
    their own keys, so that two open pages do not undo each other."""
    result = _known(old)
    for name, value in changes.items():
        if name in _MERGED and value is not None:
            both = {**(result.get(name) or {}), **value}
            value = {key: inner for key, inner in both.items() if inner is not None}
        result[name] = value
    return {name: value for name, value in result.items() if value is not None}


def _known(stored: dict[str, Any]) -> dict[str, Any]:
    """What an older version stored under other names is left out."""
    return {name: stored[name] for name in Preferences.model_fields if name in stored}
