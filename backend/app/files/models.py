from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, Index, Integer, PrimaryKeyConstraint, String, func, text
from sqlalchemy import Uuid as UuidColumn
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, IdMixin, TenantMixin, enum_check, tenant_fk


class FileState(StrEnum):
    """A temporary file belongs to its uploader and goes at `expires_at`."""

    TEMP = "temp"
    ATTACHED = "attached"


class File(IdMixin, TenantMixin, Base):
    """What is known of an object in the store. `purpose` names who decides who may read it."""

    __tablename__ = "files"
    __table_args__ = (
        Index("uq_files_public_id", "theater_id", "public_id", unique=True),
        Index("uq_files_object_key", "theater_id", "object_key", unique=True),
        Index(
            "ix_files_expires_at",
            "theater_id",
            "expires_at",
            postgresql_where=text("state = 'temp'"),
        ),
        tenant_fk("owner_id", "users", ondelete="SET NULL"),
        enum_check("state", FileState),
    )

    public_id: Mapped[UUID] = mapped_column(UuidColumn(), server_default=text("gen_random_uuid()"))
    object_key: Mapped[str] = mapped_column(String(200))
    thumbnail_key: Mapped[str | None] = mapped_column(String(200))
    file_name: Mapped[str] = mapped_column(String(255))
    mime_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(BigInteger)
    checksum: Mapped[str] = mapped_column(String(64))
    width: Mapped[int | None] = mapped_column(Integer)
    height: Mapped[int | None] = mapped_column(Integer)
    purpose: Mapped[str] = mapped_column(String(50))
    owner_id: Mapped[int | None] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(20), server_default="temp")
    expires_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())

    @property
    def keys(self) -> list[str]:
        return [key for key in (self.object_key, self.thumbnail_key) if key]


class StoredObject(TenantMixin, Base):
    """What an object takes, from before it is put until it is gone; what quotas are counted by."""

    __tablename__ = "stored_objects"
    __table_args__ = (
        PrimaryKeyConstraint("theater_id", "key"),
        Index("ix_stored_objects_owner_id", "theater_id", "owner_id", postgresql_include=["size"]),
        tenant_fk("owner_id", "users", ondelete="SET NULL"),
    )

    key: Mapped[str] = mapped_column(String(200))
    owner_id: Mapped[int | None] = mapped_column(Integer)
    size: Mapped[int] = mapped_column(BigInteger)


class PendingObject(TenantMixin, Base):
    """An object that no row owns: not yet, or no longer. Only such objects are ever removed."""

    __tablename__ = "pending_objects"
    __table_args__ = (
        PrimaryKeyConstraint("theater_id", "key"),
        Index("ix_pending_objects_created_at", "theater_id", "created_at"),
    )

    key: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
