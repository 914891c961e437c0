from datetime import datetime

from sqlalchemy import Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, IdMixin, TenantMixin, tenant_fk


class DeclineLook(IdMixin, TenantMixin, Base):
    """Up to which moment a planner has seen the declines; those given later are news."""

    __tablename__ = "decline_looks"
    __table_args__ = (
        Index("uq_decline_looks_user", "theater_id", "user_id", unique=True),
        tenant_fk("user_id", "users", ondelete="CASCADE"),
    )

    user_id: Mapped[int] = mapped_column(Integer)
    looked_at: Mapped[datetime]
