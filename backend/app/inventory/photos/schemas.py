from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from app.inventory.photos.models import PhotoSide
from app.inventory.schemas import MAX_PHOTOS, PhotoOut
from app.kit.schemas import Id, In, Line, Out, Patch

Fraction = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Stretch = Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)]


class PhotoIn(In):
    """`is_main` false on the main photo passes it on to the next one."""

    is_main: bool = False
    caption: Line | None = None
    side: PhotoSide = PhotoSide.GENERAL


class PhotoPatch(PhotoIn, Patch):
    pass


def _different(ids: list[int]) -> list[int]:
    if len(set(ids)) != len(ids):
        raise PydanticCustomError("photo_order_other", "ids twice")
    return ids


class PhotoOrder(In):
    """Every photo of the item once, in the wanted order."""

    ids: Annotated[list[Id], Field(max_length=MAX_PHOTOS), AfterValidator(_different)]


class Crop(In):
    """A part of the shown picture, in fractions of its sides."""

    x: Fraction
    y: Fraction
    width: Stretch
    height: Stretch


class PhotoEdit(In):
    """First turned clockwise, then cut: `crop` speaks of the turned picture."""

    rotate: Literal[0, 90, 180, 270] = 0
    crop: Crop | None = None


class PhotoList(Out):
    """`version` is the item's: photos are part of it."""

    items: list[PhotoOut] = Field(max_length=MAX_PHOTOS)
    version: int
