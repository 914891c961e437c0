from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, Index, Integer, String, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, IdMixin, TenantMixin, tenant_fk


class AuthSession(IdMixin, TenantMixin, Base):
    """One signed-in device: a family of refresh tokens. Belongs to the user's home theatre.

    `public_id` is the `sid` of access tokens. `active_theater_id` differs from `theater_id` only
    for a superuser who visits another theatre.
    """

    __tablename__ = "auth_sessions"
    __table_args__ = (
        Index("uq_auth_sessions_public_id", "public_id", unique=True),
        Index("ix_auth_sessions_user", "theater_id", "user_id"),
        tenant_fk("user_id", "users", ondelete="CASCADE"),
        CheckConstraint("client IN ('web', 'api')", name="client"),
    )

    public_id: Mapped[str] = mapped_column(String(32))
    user_id: Mapped[int] = mapped_column(Integer)
    active_theater_id: Mapped[int] = mapped_column(Integer)
    client: Mapped[str] = mapped_column(String(10))
    device_info: Mapped[str | None] = mapped_column(String(255))
    ip_address: Mapped[str | None] = mapped_column(String(45))
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    last_used_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    revoke_reason: Mapped[str | None] = mapped_column(String(50))


class RefreshToken(IdMixin, TenantMixin, Base):
    """One generation of a family, as a hash. A used one answers nobody but its own retry."""

    __tablename__ = "refresh_tokens"
    __table_args__ = (
        Index("uq_refresh_tokens_token_hash", "token_hash", unique=True),
        Index("ix_refresh_tokens_family", "theater_id", "family_id", "generation"),
        tenant_fk("user_id", "users", ondelete="CASCADE"),
        tenant_fk("family_id", "auth_sessions", ondelete="CASCADE"),
    )

    user_id: Mapped[int] = mapped_column(Integer)
    family_id: Mapped[int] = mapped_column(Integer)
    generation: Mapped[int] = mapped_column(Integer)
    token_hash: Mapped[str] = mapped_column(String(64))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    is_revoked: Mapped[bool] = mapped_column(Boolean, server_default=text("false"))
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class PasswordReset(IdMixin, TenantMixin, Base):
    """A one-time link, 30 minutes; only its hash is here."""

    __tablename__ = "password_resets"
    __table_args__ = (
        Index("uq_password_resets_token_hash", "token_hash", unique=True),
        Index("ix_password_resets_user", "theater_id", "user_id"),
        tenant_fk("user_id", "users", ondelete="CASCADE"),
    )

    user_id: Mapped[int] = mapped_column(Integer)
    token_hash: Mapped[str] = mapped_column(String(64))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
