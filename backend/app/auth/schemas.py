"""What sign-in takes and answers."""

from datetime import datetime
from typing import Annotated, Any, Literal

import orjson
from pydantic import Field, JsonValue, model_validator
from pydantic_core import PydanticCustomError

from app.kit.context import Scope
from app.kit.schemas import Checked, Cleaned, Id, In, Out, ShortName, ShortText

MAX_PREFERENCES = 16 * 1024

Email = Annotated[str, Field(min_length=1, max_length=255), Checked, Cleaned]
# Neither trimmed nor changed in any way: what a person typed is what is hashed.
Password = Annotated[str, Field(min_length=1, max_length=128), Checked]
Phone = Annotated[str, Field(max_length=20), Checked, Cleaned]
Token = Annotated[str, Field(min_length=1, max_length=255), Checked]
_Key = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[\w.:-]+$")]


class Login(In):
    email: Email
    password: Password
    client: Literal["web", "api"] = "web"


class Refresh(In):
    """Empty for the web, whose token is in the cookie."""

    refresh_token: Token | None = None


class Logout(In):
    all: bool = False


class ChangePassword(In):
    current_password: Password
    new_password: Password


class ResetRequest(In):
    email: Email


class ResetConfirm(In):
    token: Token
    new_password: Password


class SwitchTheater(In):
    theater_id: Id


class Preferences(In):
    """How one person likes the interface; at most 16 KB.

    `tables` and `views` belong to the client: their inner form is not the server's business.
    """

    theme: Literal["light", "dark", "auto"] | None = None
    language: Literal["ru", "en"] | None = None
    density: Literal["compact", "normal", "comfortable"] | None = None
    tables: Annotated[dict[_Key, JsonValue], Field(max_length=200)] | None = None
    views: Annotated[dict[_Key, JsonValue], Field(max_length=200)] | None = None

    @model_validator(mode="after")
    def _bounded(self) -> "Preferences":
        check_size(self.model_dump())
        return self


# The largest integer that JavaScript keeps exactly.
_LARGEST = 2**53 - 1


def check_size(preferences: dict[str, Any]) -> None:
    """Raises for what would not fit, or would not come back from the database as it was."""
    try:
        _check_numbers(preferences)
        size = len(orjson.dumps(preferences))
    except (TypeError, ValueError) as error:
        raise PydanticCustomError("text_characters", "cannot be stored") from error
    if size > MAX_PREFERENCES or "\\u0000" in orjson.dumps(preferences).decode():
        raise PydanticCustomError("preferences_size", "too large")


def _check_numbers(value: Any) -> None:
    """JSONB keeps 1e20 as an integer of twenty digits, which no client reads exactly."""
    match value:
        case dict():
            for inner in value.values():
                _check_numbers(inner)
        case list():
            for inner in value:
                _check_numbers(inner)
        case int() | float() if not abs(value) <= _LARGEST:
            raise ValueError("a number beyond what JSON keeps exactly")


class MeReplace(In):
    """The own profile; preferences stay as they are unless given."""

    first_name: ShortName
    last_name: ShortName
    patronymic: ShortText | None = None
    phone: Phone | None = None
    preferences: Preferences | None = None


class MeUpdate(In):
    first_name: ShortName | None = None
    last_name: ShortName | None = None
    patronymic: ShortText | None = None
    phone: Phone | None = None
    preferences: Preferences | None = None

    @model_validator(mode="after")
    def _names_stay(self) -> "MeUpdate":
        for name in ("first_name", "last_name"):
            if name in self.model_fields_set and getattr(self, name) is None:
                raise PydanticCustomError("text_empty", "must not be empty")
        return self


class TheaterRef(Out):
    id: int
    name: str = Field(max_length=255)
    code: str = Field(max_length=50)
    timezone: str = Field(max_length=64)


class DepartmentRef(Out):
    id: int
    code: str = Field(max_length=50)
    name: str = Field(max_length=100)


class Me(Out):
    """The signed-in person; `theater` is the one they work in now."""

    id: int
    version: int
    email: str = Field(max_length=255)
    first_name: str = Field(max_length=100)
    last_name: str = Field(max_length=100)
    patronymic: str | None = Field(max_length=100)
    full_name: str = Field(max_length=310)
    short_name: str = Field(max_length=110)
    phone: str | None = Field(max_length=20)
    theater: TheaterRef
    home_theater_id: int
    department: DepartmentRef | None
    roles: list[Annotated[str, Field(max_length=50)]] = Field(max_length=200)
    permissions: dict[Annotated[str, Field(max_length=100)], Scope] = Field(max_length=200)
    is_superuser: bool
    preferences: Preferences


class Tokens(Out):
    """`refresh_token` is filled for API clients only; the web has it in a cookie."""

    access_token: str = Field(max_length=4096)
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 - the scheme, not a secret
    expires_in: int = Field(description="Seconds")
    refresh_token: str | None = Field(None, max_length=255)
    user: Me


class SessionOut(Out):
    id: int
    client: Literal["web", "api"]
    device_info: str | None = Field(max_length=255)
    ip_address: str | None = Field(max_length=45)
    created_at: datetime
    last_used_at: datetime
    current: bool


class Sessions(Out):
    items: list[SessionOut] = Field(max_length=200)


class Options(Out):
    """What the sign-in page needs to know before anybody signed in."""

    password_reset: bool
    version: str = Field(max_length=50)


class Tonight(Out):
    """A published show of today, by the day of the theatre; `timezone` is where it plays."""

    title: str = Field(max_length=255)
    starts_at: datetime
    timezone: str = Field(max_length=64)


class Front(Out):
    """Whose sign-in page this is; empty where several theatres share an installation."""

    theater: str | None = Field(max_length=255)
    tonight: Tonight | None
