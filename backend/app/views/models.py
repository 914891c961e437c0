from typing import Any

from sqlalchemy import Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.audit import audited
from app.kit.db import AuthorMixin, Base, IdMixin, TenantMixin, VersionMixin, author_fks, tenant_fk


@audited("view", exclude=("sort_order",))
class SavedView(IdMixin, TenantMixin, AuthorMixin, VersionMixin, Base):
    """A list as somebody wants to see it again; `state` has the form of views.schemas.ViewState."""

    __tablename__ = "saved_views"
    __table_args__ = (
        Index(
            "uq_saved_views_name",
            "theater_id",
            "owner_id",
            "list_name",
            text("lower(name)"),
            unique=True,
        ),
        Index("ix_saved_views_shared", "theater_id", "list_name", "shared"),
        tenant_fk("owner_id", "users", ondelete="CASCADE"),
        *author_fks(),
    )

    owner_id: Mapped[int] = mapped_column(Integer)
    list_name: Mapped[str] = mapped_column(String(50))
    name: Mapped[str] = mapped_column(String(60))
    state: Mapped[dict[str, Any]]
    shared: Mapped[bool] = mapped_column(server_default=text("false"))
    sort_order: Mapped[int] = mapped_column(server_default=text("0"))
