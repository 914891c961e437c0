from datetime import datetime

from sqlalchemy import Index, Integer, String, Text, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.audit import audited
from app.kit.db import Base, IdMixin, TenantMixin, VersionMixin, tenant_fk


@audited("department")
class Department(IdMixin, TenantMixin, VersionMixin, Base):
    """A workshop of the theatre (цех): light, sound, costume and so on, or its own."""

    __tablename__ = "departments"
    __table_args__ = (
        Index("uq_departments_code", "theater_id", "code", unique=True),
        Index("uq_departments_name", "theater_id", text("lower(name)"), unique=True),
        tenant_fk("head_id", "users", ondelete="SET NULL"),
    )

    name: Mapped[str] = mapped_column(String(100))
    code: Mapped[str] = mapped_column(String(50))
    description: Mapped[str | None] = mapped_column(Text)
    head_id: Mapped[int | None] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())
