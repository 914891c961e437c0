"""The permission matrix as code: what each of the six system roles may do, and how far.

A = whole theatre, D = own department, O = own, assigned or participating. System roles of every
theatre follow this table; roles of a theatre's own carry grants such as `inventory:update` or
`inventory:update@department`.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from app.kit.context import Scope


class P(StrEnum):
    INVENTORY_READ = "inventory:read"
    INVENTORY_CREATE = "inventory:create"
    INVENTORY_UPDATE = "inventory:update"
    INVENTORY_MOVE = "inventory:move"
    INVENTORY_DELETE = "inventory:delete"
    INVENTORY_BULK = "inventory:bulk"
    CATALOGUE_MANAGE = "catalogue:manage"
    PERFORMANCE_READ = "performance:read"
    PERFORMANCE_CREATE = "performance:create"
    PERFORMANCE_UPDATE = "performance:update"
    PERFORMANCE_ARCHIVE = "performance:archive"
    PASSPORT_UPDATE = "passport:update"
    CHECKLIST_MANAGE = "checklist:manage"
    CHECKLIST_EXECUTE = "checklist:execute"
    SCHEDULE_READ = "schedule:read"
    SCHEDULE_CREATE = "schedule:create"
    SCHEDULE_UPDATE = "schedule:update"
    SCHEDULE_DELETE = "schedule:delete"
    SCHEDULE_FORCE = "schedule:force"
    SCHEDULE_RESPOND = "schedule:respond"
    DOCUMENT_READ = "document:read"
    DOCUMENT_CREATE = "document:create"
    DOCUMENT_UPDATE = "document:update"
    DOCUMENT_APPROVE = "document:approve"
    DOCUMENT_DELETE = "document:delete"
    TEMPLATE_MANAGE = "template:manage"
    TEMPLATE_GENERATE = "template:generate"
    TASK_READ = "task:read"
    TASK_CREATE = "task:create"
    TASK_UPDATE = "task:update"
    TASK_EXECUTE = "task:execute"
    TASK_DELETE = "task:delete"
    HANDOVER_CREATE = "handover:create"
    HANDOVER_RECEIVE = "handover:receive"
    ANALYTICS_READ = "analytics:read"
    REPORT_RUN = "report:run"
    REPORT_BUILD = "report:build"
    REPORT_SCHEDULE = "report:schedule"
    DEPARTMENT_MANAGE = "department:manage"
    VENUE_MANAGE = "venue:manage"
    TAG_MANAGE = "tag:manage"
    USER_MANAGE = "user:manage"
    ROLE_MANAGE = "role:manage"
    THEATER_SETTINGS = "theater:settings"
    USER_READ = "user:read"
    AUDIT_READ = "audit:read"
    NOTIFICATION_OWN = "notification:own"
    PREFERENCES_OWN = "preferences:own"
    FILE_UPLOAD = "file:upload"
    # Nobody holds this by a role; a superuser holds everything.
    THEATER_CREATE = "theater:create"


class RoleCode(StrEnum):
    ADMIN = "admin"
    TECHNICAL_DIRECTOR = "technical_director"
    ASSISTANT_DIRECTOR = "assistant_director"
    DEPARTMENT_HEAD = "department_head"
    DEPARTMENT_STAFF = "department_staff"
    ACTOR = "actor"


_COLUMNS = tuple(RoleCode)
_SCOPES = {"A": Scope.ALL, "D": Scope.DEPARTMENT, "O": Scope.OWN}

# Columns: admin, technical director, assistant director, department head, staff, actor.
_MATRIX: Mapping[P, str] = {
    P.INVENTORY_READ: "A A A A A O",
    P.INVENTORY_CREATE: "A A - D - -",
    P.INVENTORY_UPDATE: "A A - D D -",
    P.INVENTORY_MOVE: "A A - D D -",
    P.INVENTORY_DELETE: "A A - D - -",
    P.INVENTORY_BULK: "A A - D - -",
    P.CATALOGUE_MANAGE: "A A - - - -",
    P.PERFORMANCE_READ: "A A A A A O",
    P.PERFORMANCE_CREATE: "A A A - - -",
    P.PERFORMANCE_UPDATE: "A A A - - -",
    P.PERFORMANCE_ARCHIVE: "A A - - - -",
    P.PASSPORT_UPDATE: "A A A D - -",
    P.CHECKLIST_MANAGE: "A A A D - -",
    P.CHECKLIST_EXECUTE: "A A A D D -",
    P.SCHEDULE_READ: "A A A A A O",
    P.SCHEDULE_CREATE: "A A A D - -",
    P.SCHEDULE_UPDATE: "A A A D - -",
    P.SCHEDULE_DELETE: "A A A - - -",
    P.SCHEDULE_FORCE: "A A - - - -",
    P.SCHEDULE_RESPOND: "O O O O O O",
    P.DOCUMENT_READ: "A A A D D O",
    P.DOCUMENT_CREATE: "A A A D D -",
    P.DOCUMENT_UPDATE: "A A A D D -",
    P.DOCUMENT_APPROVE: "A A - D - -",
    P.DOCUMENT_DELETE: "A A - D - -",
    P.TEMPLATE_MANAGE: "A A - - - -",
    P.TEMPLATE_GENERATE: "A A A D - -",
    P.TASK_READ: "A A A D D O",
    P.TASK_CREATE: "A A A D - -",
    P.TASK_UPDATE: "A A A D - -",
    P.TASK_EXECUTE: "A A A D O O",
    P.TASK_DELETE: "A A O O - -",
    P.HANDOVER_CREATE: "A A - D D -",
    P.HANDOVER_RECEIVE: "A A O O O O",
    P.ANALYTICS_READ: "A A A D - -",
    P.REPORT_RUN: "A A A D - -",
    P.REPORT_BUILD: "A A - - - -",
    P.REPORT_SCHEDULE: "A A - - - -",
    P.DEPARTMENT_MANAGE: "A A - - - -",
    P.VENUE_MANAGE: "A A - - - -",
    P.TAG_MANAGE: "A A A D - -",
    P.USER_MANAGE: "A - - - - -",
    P.ROLE_MANAGE: "A - - - - -",
    P.THEATER_SETTINGS: "A - - - - -",
    P.USER_READ: "A A A A A O",
    P.AUDIT_READ: "A A - - - -",
    P.NOTIFICATION_OWN: "O O O O O O",
    P.PREFERENCES_OWN: "O O O O O O",
    P.FILE_UPLOAD: "O O O O O O",
    P.THEATER_CREATE: "- - - - - -",
}
_NAMES = frozenset(permission.value for permission in P)
_REACHES = frozenset(scope.value for scope in Scope)

Grants = Mapping[str, Scope]

ROLE_PERMISSIONS: Mapping[RoleCode, Grants] = {
    role: {
        permission.value: _SCOPES[letters.split()[index]]
        for permission, letters in _MATRIX.items()
        if letters.split()[index] != "-"
    }
    for index, role in enumerate(_COLUMNS)
}

SUPERUSER: Grants = {permission.value: Scope.ALL for permission in P}


def parse_grant(grant: str) -> tuple[str, Scope] | None:
    """`inventory:update@department` → the permission and its reach; None for what is not ours."""
    name, _, scope = grant.partition("@")
    if name not in _NAMES or (scope and scope not in _REACHES):
        return None
    return name, Scope(scope) if scope else Scope.ALL


def union(grants: Iterable[Grants]) -> dict[str, Scope]:
    """The rights of somebody with several roles: the widest reach of each permission."""
    combined: dict[str, Scope] = {}
    for one in grants:
        for name, scope in one.items():
            if name not in combined or combined[name].width < scope.width:
                combined[name] = scope
    return combined


def resolve(roles: Iterable[Mapping[str, object]], *, is_superuser: bool) -> dict[str, Scope]:
    """Rights from role rows `{code, is_system, permissions}` as the database returns them."""
    if is_superuser:
        return dict(SUPERUSER)
    grants: list[Grants] = []
    for role in roles:
        if role["is_system"]:
            grants.append(ROLE_PERMISSIONS.get(RoleCode(str(role["code"])), {}))
        else:
            listed = role["permissions"]
            parsed = [parse_grant(str(g)) for g in listed] if isinstance(listed, list) else []
            grants.append(union({p[0]: p[1]} for p in parsed if p is not None))
    return union(grants)
