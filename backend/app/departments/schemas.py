"""Departments (workshops) as the API takes and answers them."""

from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from app.kit.schemas import Code, Id, In, Out, ShortName, Text


class DepartmentIn(In):
    name: ShortName
    code: Code
    description: Text | None = None
    head_id: Id | None = None


class DepartmentUpdate(In):
    name: ShortName | None = None
    code: Code | None = None
    description: Text | None = None
    head_id: Id | None = None

    @model_validator(mode="after")
    def _stays_named(self) -> "DepartmentUpdate":
        for name in ("name", "code"):
            if name in self.model_fields_set and getattr(self, name) is None:
                raise PydanticCustomError("text_empty", "must not be empty")
        return self


class PersonRef(Out):
    id: int
    short_name: str = Field(max_length=110)


class DepartmentOut(Out):
    id: int
    version: int
    name: str = Field(max_length=100)
    code: str = Field(max_length=50)
    description: str | None = Field(max_length=10_000)
    head: PersonRef | None
    member_count: int


DepartmentSort = Literal["name", "-name", "code", "-code"]
