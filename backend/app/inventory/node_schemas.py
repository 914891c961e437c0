"""Bodies of the two trees: categories and locations."""

from typing import Annotated

from pydantic import Field

from app.inventory.models import LocationType
from app.kit.schemas import Code, Color, Id, In, Line, Out, Patch, ShortName, ShortText, Text

SortOrder = Annotated[int, Field(ge=-1_000_000, le=1_000_000)]
Icon = Annotated[str, Field(max_length=50, pattern=r"^[a-z0-9-]*$")]
MAX_NODES = 10_000


class NodeIn(In):
    """What both trees have. Without a code one is made of the name; null parent is the top."""

    name: ShortName
    code: Code | None = None
    description: Text | None = None
    parent_id: Id | None = None
    sort_order: SortOrder = 0
    is_active: bool = True


class CategoryIn(NodeIn):
    """`department_id` becomes the department of new items that do not name one."""

    color: Color | None = None
    icon: Icon | None = None
    department_id: Id | None = None


class CategoryPatch(CategoryIn, Patch):
    """Any subset of a category's fields."""


class LocationIn(NodeIn):
    type: LocationType = LocationType.WAREHOUSE
    address: Line | None = None
    city: ShortText | None = None


class LocationPatch(LocationIn, Patch):
    """Any subset of a location's fields."""


class NodeOut(Out):
    id: int
    version: int
    name: str = Field(max_length=100)
    code: str = Field(max_length=50)
    description: str | None = Field(max_length=10_000)
    parent_id: int | None
    sort_order: int
    is_active: bool


class CategoryOut(NodeOut):
    color: str | None = Field(max_length=7)
    icon: str | None = Field(max_length=50)
    department_id: int | None


class LocationOut(NodeOut):
    type: LocationType
    address: str | None = Field(max_length=255)
    city: str | None = Field(max_length=100)


class CategoryNode(CategoryOut):
    """`item_count`: live items in the node and below it that the caller may see."""

    item_count: int
    children: list["CategoryNode"] = Field(max_length=MAX_NODES)


class LocationNode(LocationOut):
    """`item_count`: live items with pieces in the node or below it, each item once."""

    item_count: int
    children: list["LocationNode"] = Field(max_length=MAX_NODES)


class CategoryTree(Out):
    items: list[CategoryNode] = Field(max_length=MAX_NODES)


class LocationTree(Out):
    items: list[LocationNode] = Field(max_length=MAX_NODES)
