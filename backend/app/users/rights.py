"""Nobody gives what they do not have, and nobody rules over somebody who may do more."""

from collections.abc import Iterable, Mapping

from app.auth import permissions
from app.auth.permissions import P, RoleCode
from app.kit.context import Context, Scope
from app.kit.errors import Forbidden, Invalid
from app.users.models import Role, User


def granted(roles: Iterable[Role], *, is_superuser: bool = False) -> Mapping[str, Scope]:
    rows = [
        {"code": r.code, "is_system": r.is_system, "permissions": list(r.permissions or ())}
        for r in roles
    ]
    return permissions.resolve(rows, is_superuser=is_superuser)


def check_covers(ctx: Context, rights: Mapping[str, Scope]) -> None:
    """Raises 403 when `rights` reach further than the caller's own."""
    for name, scope in rights.items():
        own = ctx.scope(name)
        if own is None or own.width < scope.width:
            raise Forbidden("user.rights_beyond", params={"permission": name})


def check_rules(ctx: Context, person: User, roles: Iterable[Role]) -> None:
    """Raises 403 for somebody with wider rights: their password would be a way to those rights."""
    check_covers(ctx, granted(roles, is_superuser=person.is_superuser))


def parse_grants(grants: Iterable[str]) -> dict[str, Scope]:
    """Raises 422 for a permission that does not exist or that no role can hold."""
    rights: dict[str, Scope] = {}
    for grant in grants:
        parsed = permissions.parse_grant(grant)
        if parsed is None or parsed[0] == P.THEATER_CREATE:
            raise Invalid.field("permissions", "role.grant_unknown", grant=grant)
        if parsed[1] not in allowed_scopes(P(parsed[0])):
            raise Invalid.field("permissions", "role.grant_scope", grant=grant)
        if parsed[0] in rights:
            raise Invalid.field("permissions", "role.grant_twice", grant=parsed[0])
        rights[parsed[0]] = parsed[1]
    return rights


def allowed_scopes(permission: P) -> list[Scope]:
    """The reaches that the table of rights uses for it, and the whole theatre."""
    used = {
        grants[permission.value]
        for grants in permissions.ROLE_PERMISSIONS.values()
        if permission.value in grants
    }
    if used != {Scope.OWN}:
        used.add(Scope.ALL)
    return sorted(used, key=lambda scope: -scope.width)


def is_admin(roles: Iterable[Role]) -> bool:
    return any(role.is_system and role.code == RoleCode.ADMIN for role in roles)
