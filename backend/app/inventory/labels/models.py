from typing import Any

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.audit import audited
from app.kit.db import AuthorMixin, Base, IdMixin, TenantMixin, VersionMixin, author_fks


@audited("label_template")
class LabelTemplate(IdMixin, TenantMixin, AuthorMixin, VersionMixin, Base):
    """A label of the theatre's own making; `layout` has the form of labels.schemas.Layout."""

    __tablename__ = "label_templates"
    __table_args__ = (
        Index("uq_label_templates_name", "theater_id", text("lower(name)"), unique=True),
        Index(
            "uq_label_templates_default",
            "theater_id",
            unique=True,
            postgresql_where=text("is_default"),
        ),
        *author_fks(),
    )

    name: Mapped[str] = mapped_column(String(100))
    layout: Mapped[dict[str, Any]]
    is_default: Mapped[bool] = mapped_column(server_default=text("false"))
