"""People and roles as the API takes and answers them."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from app.auth.schemas import DepartmentRef, Email, Password, Phone
from app.kit.context import Scope
from app.kit.schemas import Code, Id, In, Out, ShortName, ShortText, Text

Codes = Annotated[list[Code], Field(max_length=50)]
Grant = Annotated[str, Field(max_length=100, pattern=r"^[a-z]+:[a-z]+(@(all|department|own))?$")]


class UserCreate(In):
    """A person with a first password, or with an invitation by mail to choose one."""

    email: Email
    first_name: ShortName
    last_name: ShortName
    patronymic: ShortText | None = None
    phone: Phone | None = None
    department_id: Id | None = None
    roles: Codes = []
    password: Password | None = None
    invite: bool = False


class UserReplace(In):
    email: Email
    first_name: ShortName
    last_name: ShortName
    patronymic: ShortText | None = None
    phone: Phone | None = None
    department_id: Id | None = None


class UserUpdate(In):
    email: Email | None = None
    first_name: ShortName | None = None
    last_name: ShortName | None = None
    patronymic: ShortText | None = None
    phone: Phone | None = None
    department_id: Id | None = None

    @model_validator(mode="after")
    def _stays_named(self) -> "UserUpdate":
        for name in ("email", "first_name", "last_name"):
            if name in self.model_fields_set and getattr(self, name) is None:
                raise PydanticCustomError("text_empty", "must not be empty")
        return self


class UserRoles(In):
    """All roles of the person from now on."""

    roles: Codes


class ResetPassword(In):
    """A new password told in person; without it a link is mailed."""

    password: Password | None = None


class RoleRef(Out):
    id: int
    code: str = Field(max_length=50)
    name: str = Field(max_length=100)


class UserRow(Out):
    """A person. To those who may know names only, everything else is empty."""

    id: int
    version: int
    email: str | None = Field(max_length=255)
    first_name: str = Field(max_length=100)
    last_name: str = Field(max_length=100)
    patronymic: str | None = Field(max_length=100)
    full_name: str = Field(max_length=310)
    short_name: str = Field(max_length=110)
    phone: str | None = Field(max_length=20)
    department: DepartmentRef | None
    roles: list[RoleRef] = Field(max_length=200)
    is_active: bool
    is_superuser: bool
    last_login_at: datetime | None


class RoleIn(In):
    code: Code
    name: ShortName
    description: Text | None = None
    permissions: Annotated[list[Grant], Field(max_length=200)] = []


class RoleUpdate(In):
    code: Code | None = None
    name: ShortName | None = None
    description: Text | None = None
    permissions: Annotated[list[Grant], Field(max_length=200)] | None = None

    @model_validator(mode="after")
    def _stays_named(self) -> "RoleUpdate":
        for name in ("code", "name", "permissions"):
            if name in self.model_fields_set and getattr(self, name) is None:
                raise PydanticCustomError("text_empty", "must not be empty")
        return self


class RoleOut(Out):
    """`permissions` of a system role follow the table of rights and cannot be changed; they are
    told to those who manage people.
    """

    id: int
    version: int
    code: str = Field(max_length=50)
    name: str = Field(max_length=100)
    description: str | None = Field(max_length=10_000)
    permissions: list[Annotated[str, Field(max_length=100)]] | None = Field(max_length=200)
    is_system: bool
    user_count: int


class PermissionOut(Out):
    name: str = Field(max_length=100)
    group: str = Field(max_length=50)
    title: str = Field(max_length=255)
    scopes: list[Scope] = Field(max_length=3)


class Permissions(Out):
    items: list[PermissionOut] = Field(max_length=200)


UserSort = Literal[
    "name", "-name", "email", "-email", "last_login_at", "-last_login_at",
    "created_at", "-created_at",
]  # fmt: skip
RoleSort = Literal["name", "-name", "code", "-code"]
