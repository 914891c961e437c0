from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, Integer, PrimaryKeyConstraint, String, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.audit import audited
from app.kit.db import (
    AuthorMixin,
    Base,
    IdMixin,
    TenantMixin,
    author_fks,
    enum_check,
    tenant_fk,
)


class ImportStatus(StrEnum):
    UPLOADED = "uploaded"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    UNDONE = "undone"


@audited(
    "import",
    exclude=("overview", "progress", "file_key", "signature", "created_nodes", "department_id"),
)
class Import(IdMixin, TenantMixin, AuthorMixin, Base):
    """One uploaded list and what became of it.

    `department_id` is set when the importer may touch one department only: the import belongs to
    it. `overview` is what the file was found to be, `created_nodes` the ids of tree nodes and tags
    that were made on the way, `problem` the code of a failure, `kept` how many items stayed when
    it was taken back, because somebody had worked with them.
    """

    __tablename__ = "inventory_imports"
    __table_args__ = (
        Index("ix_inventory_imports_signature", "theater_id", "signature", "id"),
        Index("ix_inventory_imports_department", "theater_id", "department_id", "id"),
        tenant_fk("department_id", "departments", ondelete="SET NULL"),
        *author_fks(),
        enum_check("status", ImportStatus),
    )

    status: Mapped[str] = mapped_column(String(50), server_default="uploaded")
    file_name: Mapped[str] = mapped_column(String(255))
    file_key: Mapped[str] = mapped_column(String(200))
    file_size: Mapped[int] = mapped_column(Integer)
    department_id: Mapped[int | None] = mapped_column(Integer)
    signature: Mapped[str | None] = mapped_column(String(64))
    overview: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))
    mapping: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))
    options: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))
    rows_total: Mapped[int] = mapped_column(server_default=text("0"))
    created: Mapped[int] = mapped_column(server_default=text("0"))
    updated: Mapped[int] = mapped_column(server_default=text("0"))
    failed: Mapped[int] = mapped_column(server_default=text("0"))
    progress: Mapped[int] = mapped_column(server_default=text("0"))
    created_nodes: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))
    kept: Mapped[int] = mapped_column(server_default=text("0"))
    problem: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    finished_at: Mapped[datetime | None]


class ImportRow(TenantMixin, Base):
    """A row of the list: the item that it became, the one that it changed, or why it did neither.

    `changes` are `[{field, column, key, old, new}]` of `changed_item_id`, as JSON keeps them: what
    taking the import back restores. `item_id` is an item that the import has made.
    """

    __tablename__ = "inventory_import_rows"
    __table_args__ = (
        PrimaryKeyConstraint("theater_id", "import_id", "sheet_row"),
        Index("ix_inventory_import_rows_item", "theater_id", "item_id"),
        tenant_fk("import_id", "inventory_imports", ondelete="CASCADE"),
        Index("ix_inventory_import_rows_changed_item", "theater_id", "changed_item_id"),
        tenant_fk("item_id", "inventory_items", ondelete="CASCADE"),
        tenant_fk("changed_item_id", "inventory_items", ondelete="CASCADE"),
    )

    import_id: Mapped[int] = mapped_column(Integer)
    sheet_row: Mapped[int] = mapped_column(Integer)
    item_id: Mapped[int | None] = mapped_column(Integer)
    changed_item_id: Mapped[int | None] = mapped_column(Integer)
    changes: Mapped[list[Any] | None] = mapped_column(JSONB(none_as_null=True))
    errors: Mapped[list[Any] | None] = mapped_column(JSONB(none_as_null=True))
