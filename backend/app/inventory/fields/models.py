from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, Integer, Numeric, String, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.audit import audited
from app.kit.db import (
    AuthorMixin,
    Base,
    IdMixin,
    TenantMixin,
    VersionMixin,
    author_fks,
    enum_check,
    tenant_fk,
)


class FieldType(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    MULTI_CHOICE = "multi_choice"
    URL = "url"


@audited("inventory_field")
class CustomField(IdMixin, TenantMixin, AuthorMixin, VersionMixin, Base):
    """A property that a theatre gives to its items, or to those of one branch of categories.

    The values lie in `inventory_items.custom_fields` under `key`, which never changes.
    """

    __tablename__ = "inventory_fields"
    __table_args__ = (
        Index("uq_inventory_fields_key", "theater_id", "key", unique=True),
        Index(
            "uq_inventory_fields_name",
            "theater_id",
            text("coalesce(category_id, 0)"),
            text("lower(name)"),
            unique=True,
        ),
        tenant_fk("category_id", "inventory_categories"),
        *author_fks(),
        enum_check("type", FieldType),
    )

    key: Mapped[str] = mapped_column(String(50))
    name: Mapped[str] = mapped_column(String(80))
    type: Mapped[str] = mapped_column(String(20))
    category_id: Mapped[int | None] = mapped_column(Integer)
    options: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default=text("'[]'::jsonb"))
    unit: Mapped[str | None] = mapped_column(String(15))
    minimum: Mapped[Decimal | None] = mapped_column(Numeric(21, 6))
    maximum: Mapped[Decimal | None] = mapped_column(Numeric(21, 6))
    required: Mapped[bool] = mapped_column(server_default=text("false"))
    help: Mapped[str | None] = mapped_column(Text)
    sort_order: Mapped[int] = mapped_column(server_default=text("0"))
    show_in_list: Mapped[bool] = mapped_column(server_default=text("false"))
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))
