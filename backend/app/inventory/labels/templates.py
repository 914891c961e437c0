"""The theatre's own labels: kept, changed, and at most one of them offered first."""

from typing import Any

from sqlalchemy import func, select

from app.inventory.labels.models import LabelTemplate
from app.inventory.labels.presets import PRESETS
from app.inventory.labels.schemas import Layout, PresetOut, SheetIn, TemplateOut, Templates
from app.kit import i18n
from app.kit.errors import Conflict, Invalid, NotFound
from app.kit.http import expect
from app.kit.uow import Uow

MAX_TEMPLATES = 200
_order: Any = func.lower(func.translate(LabelTemplate.name, "ёЁ", "еЕ"))


class LabelTemplates:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.session = uow.session

    async def all(self) -> Templates:
        own = await self.session.scalars(select(LabelTemplate).order_by(_order, LabelTemplate.id))
        locale = self.uow.ctx.locale
        presets = [
            {"preset": key, "name": i18n.text(f"label.preset.{key}", locale), "layout": layout}
            for key, layout in PRESETS.items()
        ]
        return Templates(
            presets=[PresetOut.model_validate(preset) for preset in presets],
            items=[TemplateOut.model_validate(template) for template in own],
        )

    async def get(self, template_id: int) -> LabelTemplate:
        template = await self.session.scalar(
            select(LabelTemplate).where(LabelTemplate.id == template_id)
        )
        if template is None:
            raise NotFound
        return template

    async def create(self, values: dict[str, Any]) -> LabelTemplate:
        count = await self.session.scalar(select(func.count()).select_from(LabelTemplate))
        if (count or 0) >= MAX_TEMPLATES:
            raise Conflict("label.too_many_templates", params={"limit": MAX_TEMPLATES})
        if values["is_default"]:
            await self._take_default()
        template = LabelTemplate(**values)
        self.session.add(template)
        await self.session.flush()
        return template

    async def change(
        self, template_id: int, values: dict[str, Any], version: int | None
    ) -> LabelTemplate:
        template = await self.get(template_id)
        expect(template.version, version)
        if values.get("is_default") and not template.is_default:
            await self._take_default()
        for name, value in values.items():
            setattr(template, name, value)
        await self.session.flush()
        return template

    async def delete(self, template_id: int, version: int | None) -> None:
        template = await self.get(template_id)
        expect(template.version, version)
        await self.session.delete(template)
        await self.session.flush()

    async def layout_of(self, sheet: SheetIn) -> Layout:
        if sheet.layout is not None:
            return sheet.layout
        if sheet.preset is not None:
            if sheet.preset not in PRESETS:
                raise Invalid.field("preset", "reference_unknown")
            return PRESETS[sheet.preset]
        template = await self.session.scalar(
            select(LabelTemplate).where(LabelTemplate.id == sheet.template_id)
        )
        if template is None:
            raise Invalid.field("template_id", "reference_unknown")
        return Layout.model_validate(template.layout)

    async def _take_default(self) -> None:
        """One after the other: the unique index knows one default only."""
        former = await self.session.scalars(
            select(LabelTemplate).where(LabelTemplate.is_default).with_for_update()
        )
        for template in former:
            template.is_default = False
        await self.session.flush()
