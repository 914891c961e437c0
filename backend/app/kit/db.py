"""What every table is made of: naming, keys, tenancy, author columns, soft delete, version."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

from sqlalchemy import (
    CheckConstraint,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Integer,
    MetaData,
    Numeric,
    Table,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

CURRENT_THEATER = "(nullif(current_setting('app.theater_id'::text, true), ''::text))::integer"


class Base(DeclarativeBase):
    """Declarative base. Times are aware, money is Numeric(12, 2), documents are JSONB."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[Any] = {
        datetime: DateTime(timezone=True),
        date: Date(),
        Decimal: Numeric(12, 2),
        dict[str, Any]: JSONB(),
        dict[str, str]: JSONB(),
        list[str]: JSONB(),
    }
    __mapper_args__ = {"eager_defaults": True}


B = TypeVar("B", bound=Base)


def loaded(model: type[B], values: Mapping[str, Any]) -> B:
    """An object as a session would have loaded it, but of none: what a raw statement has found."""
    return learn(model(), values)


def learn(obj: B, values: Mapping[str, Any]) -> B:
    """Tell an object of no session what PostgreSQL holds of it: that is no change."""
    obj.__dict__.update(values)
    return obj


class IdMixin:
    id: Mapped[int] = mapped_column(Integer, Identity(), primary_key=True, sort_order=-10)


class TenantMixin:
    """A row of one theatre.

    `(theater_id, id)` is unique so that every foreign key between tenant tables can be composite:
    row security does not look at foreign keys, so a plain one could point at another theatre.
    """

    theater_id: Mapped[int] = mapped_column(
        ForeignKey("theaters.id", ondelete="CASCADE"),
        server_default=text(CURRENT_THEATER),
        sort_order=-9,
    )

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        table: Table | None = getattr(cls, "__table__", None)
        if table is not None and "id" in table.c:
            table.append_constraint(UniqueConstraint("theater_id", "id"))


class AuthorMixin:
    """When and by whom; the people columns are filled by a listener of the session."""

    created_at: Mapped[datetime] = mapped_column(server_default=func.now(), sort_order=90)
    updated_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), onupdate=func.now(), sort_order=91
    )
    created_by_id: Mapped[int | None] = mapped_column(Integer, sort_order=92)
    updated_by_id: Mapped[int | None] = mapped_column(Integer, sort_order=93)


class SoftDeleteMixin:
    """Deleting sets `deleted_at`; every statement of the ORM leaves such rows out."""

    deleted_at: Mapped[datetime | None] = mapped_column(sort_order=95)


class VersionMixin:
    """Optimistic concurrency: an integer that goes up with each saved change, shown as ETag."""

    version: Mapped[int] = mapped_column(Integer, server_default=text("1"), sort_order=96)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy's directive form
        return {"version_id_col": cls.version, "eager_defaults": True}


def tenant_fk(
    column: str, target: str, *, ondelete: str = "RESTRICT", name: str | None = None
) -> ForeignKeyConstraint:
    """A foreign key inside one theatre; `SET NULL` empties only the pointing column.

    `name` where the usual one would be longer than PostgreSQL's 63 letters.
    """
    if ondelete == "SET NULL":
        ondelete = f"SET NULL ({column})"
    return ForeignKeyConstraint(
        ["theater_id", column],
        [f"{target}.theater_id", f"{target}.id"],
        ondelete=ondelete,
        name=name,
    )


def author_fks() -> tuple[ForeignKeyConstraint, ForeignKeyConstraint]:
    return (
        tenant_fk("created_by_id", "users", ondelete="SET NULL"),
        tenant_fk("updated_by_id", "users", ondelete="SET NULL"),
    )


def enum_check(column: str, kind: type[StrEnum]) -> CheckConstraint:
    """Enums are text with a CHECK: `=` on text can use an index under row security."""
    values = ", ".join(f"'{member.value}'" for member in kind)
    return CheckConstraint(f"{column} IN ({values})", name=column)
