from datetime import datetime

from sqlalchemy import BigInteger, Identity, Index, Integer, PrimaryKeyConstraint, String, func
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, TenantMixin, tenant_fk


class AuditSeal(TenantMixin, Base):
    """A signed stretch of a theatre's journal: every row from `from_id` to `to_id` and no other.

    Stretches follow each other without a gap, and each names the signature of the one before.
    """

    __tablename__ = "audit_seals"
    __table_args__ = (Index("uq_audit_seals_to_id", "theater_id", "to_id", unique=True),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    from_id: Mapped[int] = mapped_column(BigInteger)
    to_id: Mapped[int] = mapped_column(BigInteger)
    count: Mapped[int] = mapped_column(Integer)
    merkle_root: Mapped[str] = mapped_column(String(64))
    prev_seal: Mapped[str] = mapped_column(String(64))
    signature: Mapped[str] = mapped_column(String(64))
    sealed_at: Mapped[datetime] = mapped_column(server_default=func.now())


class AuditSealLeaf(TenantMixin, Base):
    """The hash of one sealed row, so that a broken stretch tells which row it was."""

    __tablename__ = "audit_seal_leaves"
    __table_args__ = (
        PrimaryKeyConstraint("theater_id", "audit_id"),
        Index("ix_audit_seal_leaves_seal", "theater_id", "seal_id"),
        tenant_fk("seal_id", "audit_seals", ondelete="CASCADE"),
    )

    # No foreign key: the leaf is there to outlive a row that somebody removed.
    audit_id: Mapped[int] = mapped_column(BigInteger)
    seal_id: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str] = mapped_column(String(64))
