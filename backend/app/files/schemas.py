from datetime import datetime
from typing import Literal

from pydantic import Field

from app.kit.schemas import In, Out


class FileOut(Out):
    """`state` temp: not attached to anything yet, gone at `expires_at`."""

    id: int
    file_name: str = Field(max_length=255)
    mime_type: str = Field(max_length=100)
    size: int
    checksum: str = Field(max_length=64, description="SHA-256")
    width: int | None
    height: int | None
    state: Literal["temp", "attached"]
    expires_at: datetime | None
    created_at: datetime
    url: str = Field(max_length=255)
    thumbnail_url: str | None = Field(max_length=255)


class LinkIn(In):
    disposition: Literal["inline", "attachment"] = "inline"


class LinkOut(Out):
    """An address that works without a token, for whoever holds it, until `expires_at`."""

    url: str = Field(max_length=500)
    expires_at: datetime
