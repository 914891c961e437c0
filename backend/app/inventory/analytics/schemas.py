"""Figures of the inventory. Money is a decimal string, roubles; counts are of items and pieces."""

from typing import Annotated

from pydantic import Field

from app.inventory.analytics.bands import ValueBand
from app.inventory.models import ItemCondition, ItemStatus
from app.kit.schemas import Out, Ref

Sum = Annotated[str, Field(pattern=r"^\d{1,24}\.\d{2}$", max_length=27)]


class Figures(Out):
    """`items` different things, `pieces` of them (written-off ones aside), worth `value`."""

    items: int
    pieces: int
    value: Sum


class StatusFigures(Figures):
    status: ItemStatus


class ConditionFigures(Figures):
    condition: ItemCondition


class DepartmentFigures(Figures):
    department: Ref | None


class NodeFigures(Figures):
    """A node with everything below it; null is what lies in no node."""

    node: Ref | None
    has_children: bool


class BandFigures(Figures):
    band: ValueBand


class IdleFigures(Figures):
    months: int


class InventoryAnalytics(Out):
    """The same items counted in several ways; every figure is the total of a filtered list."""

    totals: Figures
    by_status: list[StatusFigures] = Field(max_length=20)
    by_condition: list[ConditionFigures] = Field(max_length=20)
    by_department: list[DepartmentFigures] = Field(max_length=1000)
    by_category: list[NodeFigures] = Field(max_length=2000)
    by_location: list[NodeFigures] = Field(max_length=2000)
    by_value: list[BandFigures] = Field(max_length=20)
    idle: list[IdleFigures] = Field(max_length=20)
    without_photo: int
