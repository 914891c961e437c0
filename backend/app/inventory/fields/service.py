"""Rules of the theatre's own fields: nothing that items hold is lost by a change of a field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.auth.permissions import P
from app.inventory import references
from app.inventory.fields.models import CustomField, FieldType
from app.inventory.fields.repository import FieldRepository
from app.inventory.fields.schemas import MAX_FIELDS, SAMPLES, changed
from app.inventory.fields.types import MAX_OPTIONS, BadValue, Definition, Stored, plain
from app.kit import i18n
from app.kit.context import Scope
from app.kit.errors import Conflict, Forbidden, Invalid
from app.kit.http import expect
from app.kit.slug import slug
from app.kit.uow import Uow

_CHOICES = (FieldType.CHOICE, FieldType.MULTI_CHOICE)
_NUMBERS = (FieldType.INTEGER, FieldType.DECIMAL)
_SHOWN = 200


@dataclass
class Conversion:
    """Stored values as the new definition would have them, and those it could not take."""

    moves: list[tuple[Stored, Stored]] = field(default_factory=list)
    unfit: list[tuple[Stored, BadValue, int, int]] = field(default_factory=list)
    values: int = 0
    refused: int = 0
    distinct: list[str] = field(default_factory=list)


class Fields:
    def __init__(self, uow: Uow) -> None:
        self.uow = uow
        self.repository = FieldRepository(uow.session)

    async def create(self, given: Mapping[str, Any]) -> CustomField:
        self.may_change()
        await self.repository.lock(self.uow.ctx.theater_id)
        keys = await self.repository.keys()
        if len(keys) >= MAX_FIELDS:
            raise Conflict("field.too_many", params={"limit": MAX_FIELDS})
        values = await self._checked(changed(given))
        source = given.get("from_name")
        if source in keys:
            raise Invalid.field("from_name", "custom_field.from_declared")
        values["key"] = await self._key(given.get("key"), values["name"], keys)
        created = CustomField(**values)
        self.uow.session.add(created)
        await self.uow.session.flush()
        if source:
            found = await self._convert(source, None, Definition.of(created))
            await self._rewrite(created, source, found, await self._reach(created.category_id))
        return created

    async def change(
        self, field_id: int, given: Mapping[str, Any], version: int | None
    ) -> CustomField:
        self.may_change()
        await self.repository.lock(self.uow.ctx.theater_id)
        changing = await self.repository.get(field_id)
        expect(changing.version, version)
        before = Definition.of(changing)
        whole = {name: getattr(changing, name) for name in _FIELDS} | dict(given)
        for name, value in (await self._checked(whole)).items():
            if getattr(changing, name) != value:
                setattr(changing, name, value)
        after = Definition.of(changing)
        found = await self._convert(before.key, before, after) if _differ(before, after) else None
        if found and found.unfit:
            raise self._refusal(found, before, after)
        await self.uow.session.flush()
        if found:
            await self._rewrite(changing, before.key, found, None)
        return changing

    async def delete(self, field_id: int, version: int | None) -> None:
        """Values stay with the items as free text under the field's heading."""
        self.may_change()
        await self.repository.lock(self.uow.ctx.theater_id)
        gone = await self.repository.get(field_id)
        expect(gone.version, version)
        definition = Definition.of(gone)
        held = [value for value, _, _ in await self.repository.values(gone.key, None)]
        found = Conversion(
            [(one, plain(one, definition, self.uow.ctx.locale)) for one in held], values=len(held)
        )
        heading = definition.heading
        if heading in await self.repository.keys():
            heading = f"{heading} (2)"
        await self.uow.session.delete(gone)
        await self.uow.session.flush()
        await self._rewrite(gone, gone.key, found, None, into=heading)

    async def order(self, ids: list[int]) -> None:
        """The named fields in this order; the others follow as they were."""
        self.may_change()
        await self.repository.lock(self.uow.ctx.theater_id)
        known = {one.id: one for one in await self.repository.all()}
        for number, field_id in enumerate(ids):
            if field_id not in known:
                raise Invalid.field(f"ids.{number}", "reference_unknown")
        rest = [field_id for field_id in known if field_id not in set(ids)]
        for place, field_id in enumerate([*ids, *rest]):
            if known[field_id].sort_order != place:
                known[field_id].sort_order = place
        await self.uow.session.flush()

    async def check(self, given: Mapping[str, Any], field_id: int | None = None) -> dict[str, Any]:
        """What saving these values would do to what items hold. Changes nothing."""
        self.may_change()
        before = None
        if field_id is not None:
            before = Definition.of(await self.repository.get(field_id))
        values = await self._checked(changed(given), strict=False)
        key = before.key if before else given.get("from_name") or ""
        draft = CustomField(id=0, **values | {"key": key})
        after = Definition.of(draft)
        categories = await self._reach(after.category_id)
        found = await self._convert(key, before, after) if key else Conversion()
        missing = await self.repository.missing(key, categories) if after.required else 0
        return {
            "values": found.values,
            "converted": found.values - found.refused,
            "unfit": found.refused,
            "samples": [self._said(*one, before) for one in found.unfit[:SAMPLES]],
            "distinct": found.distinct,
            "missing": missing,
        }

    def may_change(self) -> None:
        """Fields belong to the whole theatre: a narrower grant gives nothing here."""
        if self.uow.ctx.scope(P.CATALOGUE_MANAGE) is not Scope.ALL:
            raise Forbidden(params={"permission": P.CATALOGUE_MANAGE.value})

    async def _checked(self, given: Mapping[str, Any], *, strict: bool = True) -> dict[str, Any]:
        """Values as they are stored: options with values, nothing that the type has no use for."""
        values = dict(given)
        kind = FieldType(values["type"])
        references.require(
            "category_id", values["category_id"], await references.CATEGORIES.of(self.uow)
        )
        values["options"] = _options(values["options"]) if kind in _CHOICES else []
        if strict and kind in _CHOICES and not values["options"]:
            raise Invalid.field("options", "custom_field.options_missing")
        if kind not in _NUMBERS:
            values |= {"minimum": None, "maximum": None, "unit": None}
        low, high = values["minimum"], values["maximum"]
        if low is not None and high is not None and low > high:
            raise Invalid.field("maximum", "custom_field.bounds")
        return values | {"unit": values["unit"] or None, "help": values["help"] or None}

    async def _key(self, wanted: str | None, name: str, keys: set[str]) -> str:
        """A key that neither a field nor a free property of an item has."""
        if wanted is not None:
            if wanted not in keys and await self.repository.is_held(wanted):
                raise Invalid.field("key", "custom_field.key_free")
            return wanted
        base = slug(name, 40).replace("-", "_")
        base = base if base[0].isalpha() else f"f_{base}"
        number, key = 1, base
        while key in keys or await self.repository.is_held(key):
            number += 1
            key = f"{base}_{number}"
        return key

    async def _reach(self, category_id: int | None) -> list[int] | None:
        if category_id is None:
            return None
        return (await references.CATEGORIES.of(self.uow)).descendants(category_id)

    async def _convert(self, key: str, before: Definition | None, after: Definition) -> Conversion:
        """A field's values wherever they are; free ones in the branch of the new field only."""
        reach = await self._reach(after.category_id) if before is None else None
        found = Conversion()
        for value, count, item_id in await self.repository.values(key, reach):
            found.values += count
            if len(found.distinct) < MAX_OPTIONS:
                found.distinct.append(plain(value, before, self.uow.ctx.locale)[:_SHOWN])
            try:
                converted = after.converted(value, before)
            except BadValue as bad:
                found.refused += count
                found.unfit.append((value, bad, count, item_id))
                continue
            if converted is not None and (before is None or converted != value):
                found.moves.append((value, converted))
        return found

    async def _rewrite(
        self,
        changed_field: CustomField,
        key: str,
        found: Conversion,
        reach: list[int] | None,
        into: str | None = None,
    ) -> None:
        if not found.moves:
            return
        await self.repository.rewrite(key, into or changed_field.key, found.moves, reach)
        self.uow.touch("inventory_items")
        diff = {"custom_fields": [key, into or changed_field.key], "values": [None, found.values]}
        await self.uow.audit("convert", "inventory_field", changed_field.id, diff)

    def _refusal(self, found: Conversion, before: Definition, after: Definition) -> Conflict:
        gone = set(before.labels) - set(after.labels)
        removed = before.type is after.type and after.type in _CHOICES and gone
        extra = {"samples": [self._said(*one, before) for one in found.unfit[:SAMPLES]]}
        return Conflict(
            "field.option_in_use" if removed else "field.values_unfit",
            params={"count": found.refused, "of": found.values},
            extra=extra | {"count": found.refused},
        )

    def _said(
        self, value: Stored, bad: BadValue, count: int, item_id: int, before: Definition | None
    ) -> dict[str, Any]:
        locale = self.uow.ctx.locale
        return {
            "value": plain(value, before, locale)[:_SHOWN],
            "reason": i18n.text(f"error.{bad.code}", locale, bad.params),
            "count": count,
            "item_id": item_id,
        }


_FIELDS = (
    "name", "type", "category_id", "options", "unit", "minimum", "maximum", "required", "help",
    "sort_order", "show_in_list", "is_active",
)  # fmt: skip


def _differ(before: Definition, after: Definition) -> bool:
    """Whether the same stored value could mean something else; labels do not matter."""
    return (before.type, set(before.labels), before.minimum, before.maximum) != (
        after.type, set(after.labels), after.minimum, after.maximum,
    )  # fmt: skip


def _options(given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    taken = {one["value"] for one in given if one.get("value")}
    found: list[dict[str, Any]] = []
    labels: set[str] = set()
    for number, one in enumerate(given):
        if one["label"].lower() in labels:
            raise Invalid.field(f"options.{number}.label", "custom_field.option_twice")
        labels.add(one["label"].lower())
        value = one.get("value")
        if not value:
            base = slug(one["label"], 40)
            value, ending = base, 1
            while value in taken:
                ending += 1
                value = f"{base}-{ending}"
            taken.add(value)
        elif any(other["value"] == value for other in found):
            raise Invalid.field(f"options.{number}.value", "custom_field.option_twice")
        found.append({"value": value, "label": one["label"]})
    return found
