from datetime import datetime

from sqlalchemy import Computed, Index, Integer, String, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.audit import audited
from app.kit.db import Base, IdMixin, TenantMixin, VersionMixin, tenant_fk


@audited("tag", exclude=("name_look",))
class Tag(IdMixin, TenantMixin, VersionMixin, Base):
    """A word with a colour that cuts across categories; one table for everything that has tags."""

    __tablename__ = "tags"
    __table_args__ = (
        Index("uq_tags_name", "theater_id", text("lower(name)"), unique=True),
        tenant_fk("parent_id", "tags", ondelete="SET NULL"),
    )

    name: Mapped[str] = mapped_column(String(100))
    name_look: Mapped[str] = mapped_column(
        String(200), Computed("fold_lookalikes(name)", persisted=True)
    )
    color: Mapped[str | None] = mapped_column(String(7))
    parent_id: Mapped[int | None] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())
