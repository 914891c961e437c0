from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, Integer, String, Text, func, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.audit import audited
from app.kit.db import Base, IdMixin, TenantMixin, VersionMixin, tenant_fk


@audited("user", exclude=("hashed_password", "preferences", "last_login_at"))
class User(IdMixin, TenantMixin, VersionMixin, Base):
    """A person of the theatre. The e-mail is unique over the installation, in any case."""

    __tablename__ = "users"
    __table_args__ = (
        Index("uq_users_email", text("lower(email)"), unique=True),
        Index("ix_users_department_id", "theater_id", "department_id"),
        Index("ix_users_name", "theater_id", "last_name", "first_name", "id"),
        ForeignKeyConstraint(
            ["theater_id", "department_id"],
            ["departments.theater_id", "departments.id"],
            ondelete="SET NULL (department_id)",
            use_alter=True,
            name="fk_users_department",
        ),
    )

    email: Mapped[str] = mapped_column(String(255))
    hashed_password: Mapped[str] = mapped_column(String(255))
    first_name: Mapped[str] = mapped_column(String(100))
    last_name: Mapped[str] = mapped_column(String(100))
    patronymic: Mapped[str | None] = mapped_column(String(100))
    phone: Mapped[str | None] = mapped_column(String(20))
    department_id: Mapped[int | None] = mapped_column(Integer)
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))
    is_verified: Mapped[bool] = mapped_column(server_default=text("false"))
    is_superuser: Mapped[bool] = mapped_column(server_default=text("false"))
    last_login_at: Mapped[datetime | None]
    preferences: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())

    @property
    def full_name(self) -> str:
        return " ".join(p for p in (self.last_name, self.first_name, self.patronymic) if p)

    @property
    def short_name(self) -> str:
        """«Иванов И. И.», as programmes and journals write it."""
        return short_name(self.last_name, self.first_name, self.patronymic)


def short_name(last_name: str, first_name: str | None, patronymic: str | None) -> str:
    initials = " ".join(f"{part[0]}." for part in (first_name, patronymic) if part)
    return f"{last_name} {initials}".strip()


@audited("role")
class Role(IdMixin, TenantMixin, VersionMixin, Base):
    """A named set of grants (`permission` or `permission@scope`).

    System roles exist in every theatre; their grants come from code (auth.permissions).
    """

    __tablename__ = "roles"
    __table_args__ = (Index("uq_roles_code", "theater_id", "code", unique=True),)

    name: Mapped[str] = mapped_column(String(100))
    code: Mapped[str] = mapped_column(String(50))
    description: Mapped[str | None] = mapped_column(Text)
    permissions: Mapped[list[str]] = mapped_column(
        ARRAY(String(100)), server_default=text("'{}'::varchar[]")
    )
    is_system: Mapped[bool] = mapped_column(server_default=text("false"))
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())


@audited("user_role")
class UserRole(IdMixin, TenantMixin, Base):
    """A user may hold several roles; the rights are their union."""

    __tablename__ = "user_roles"
    __table_args__ = (
        Index("uq_user_roles_user_role", "theater_id", "user_id", "role_id", unique=True),
        Index("ix_user_roles_role", "theater_id", "role_id"),
        tenant_fk("user_id", "users", ondelete="CASCADE"),
        tenant_fk("role_id", "roles", ondelete="CASCADE"),
        tenant_fk("assigned_by_id", "users", ondelete="SET NULL"),
    )

    user_id: Mapped[int] = mapped_column(Integer)
    role_id: Mapped[int] = mapped_column(Integer)
    assigned_by_id: Mapped[int | None] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
