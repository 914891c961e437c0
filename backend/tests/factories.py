"""Real rows, one line a call: `await make.item(theater, name="Кресло")`."""

import hashlib
import io
import itertools
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from fastapi import FastAPI
from PIL import Image
from sqlalchemy import select, text

from app.auth.models import AuthSession
from app.auth.permissions import RoleCode
from app.departments.models import Department
from app.files.models import File
from app.inventory.bulk.models import BulkRun
from app.inventory.care.models import CarePlan, Certificate
from app.inventory.fields.models import CustomField
from app.inventory.importing.models import Import
from app.inventory.kits.models import KitLine
from app.inventory.labels.models import LabelTemplate
from app.inventory.labels.schemas import Layout
from app.inventory.models import Category, Item, Location, Movement, StockBalance
from app.inventory.photos.models import Photo
from app.inventory.units.models import Unit
from app.kit import clock, security, storage
from app.kit.context import Context, system_context
from app.kit.db import Base
from app.performances.models import Performance, PerformanceItem
from app.tags.models import Tag
from app.users.models import Role, User, UserRole
from app.venues.models import Venue
from app.views.models import SavedView
from tests.factories_schedule import ScheduleFactory


def _drawn() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (32, 24), "#8A1C2C").save(target, "JPEG")
    return target.getvalue()


PASSWORD = "theatre-demo-password"
DEPARTMENTS = ("light", "sound", "machinery", "costume", "makeup", "video")
PICTURE = _drawn()
_hash: list[str] = []
_numbers = itertools.count(1)


@dataclass(frozen=True)
class TheaterOf:
    id: int
    code: str
    roles: dict[str, int] = field(default_factory=dict)
    departments: dict[str, int] = field(default_factory=dict)

    @property
    def ctx(self) -> Context:
        return system_context(self.id)


@dataclass(frozen=True)
class Person:
    id: int
    email: str
    theater: TheaterOf
    role: str


class Factory(ScheduleFactory):
    def __init__(self, app: FastAPI) -> None:
        self.db = app.state.db
        self.storage = app.state.storage
        self._key = app.state.settings.jwt_secret_key.get_secret_value()

    async def theater(self, **settings: Any) -> TheaterOf:
        code = f"t{secrets.token_hex(6)}"
        async with self.db.anonymous() as session:
            theater_id = await session.scalar(
                text("SELECT theater_create(:name, :code, 'Europe/Moscow')"),
                {"name": settings.get("name", f"Театр {code}"), "code": code},
            )
        made = TheaterOf(theater_id, code)
        async with self.db.write(made.ctx) as uow:
            roles = [Role(code=c.value, name=c.value, is_system=True) for c in RoleCode]
            departments = [Department(code=c, name=c.title()) for c in DEPARTMENTS]
            uow.session.add_all([*roles, *departments])
            await uow.session.flush()
            made.roles.update({role.code: role.id for role in roles})
            made.departments.update({d.code: d.id for d in departments})
        return made

    async def user(
        self, theater: TheaterOf, role: str = "admin", department: str | None = None, **values: Any
    ) -> Person:
        if not _hash:
            _hash.append(security.hash_password_now(PASSWORD))
        number = next(_numbers)
        values = {
            "email": f"{role}{number}.{theater.code}@example.org",
            "hashed_password": _hash[0],
            "first_name": "Пётр",
            "last_name": f"Иванов{number}",
            "patronymic": "Сергеевич",
            "department_id": theater.departments[department] if department else None,
            **values,
        }
        async with self.db.write(theater.ctx) as uow:
            person = User(**values)
            uow.session.add(person)
            await uow.session.flush()
            uow.session.add(UserRole(user_id=person.id, role_id=theater.roles[role]))
            return Person(person.id, person.email, theater, role)

    async def access_token(self, person: Person) -> str:
        sid = secrets.token_hex(16)
        async with self.db.write(person.theater.ctx) as uow:
            uow.session.add(
                AuthSession(
                    public_id=sid,
                    user_id=person.id,
                    active_theater_id=person.theater.id,
                    client="api",
                    expires_at=clock.now() + timedelta(days=1),
                )
            )
        claims = security.AccessClaims(person.id, person.theater.id, sid)
        return security.encode_access(self._key, claims, [person.role], None, timedelta(minutes=15))

    async def category(self, theater: TheaterOf, name: str = "Мебель", **values: Any) -> int:
        return await self._add(
            theater, Category(name=name, code=values.pop("code", secrets.token_hex(5)), **values)
        )

    async def location(self, theater: TheaterOf, name: str = "Склад А", **values: Any) -> int:
        return await self._add(
            theater, Location(name=name, code=values.pop("code", secrets.token_hex(5)), **values)
        )

    async def label_template(self, theater: TheaterOf, name: str = "Рулон", **rest: Any) -> int:
        layout = Layout(page="roll", label_width=40, label_height=30, fields=[])
        values = {"name": name, "layout": layout.model_dump(mode="json"), **rest}
        return await self._add(theater, LabelTemplate(**values))

    async def field(self, theater: TheaterOf, name: str = "Мощность", **values: Any) -> int:
        """A field of every item, an integer unless said otherwise."""
        given = {"key": f"f_{secrets.token_hex(4)}", "name": f"{name} {secrets.token_hex(3)}"}
        return await self._add(theater, CustomField(**given | {"type": "integer"} | values))

    async def tag(self, theater: TheaterOf, name: str = "бархат", **values: Any) -> int:
        return await self._add(theater, Tag(name=name, **values))

    async def item(
        self,
        theater: TheaterOf,
        name: str = "Кресло (красное)",
        *,
        quantity: int = 1,
        status: str = "in_stock",
        location_id: int | None = None,
        batch: str | None = None,
        **values: Any,
    ) -> int:
        """An item with one balance and the receipt that explains it."""
        values.setdefault("inventory_number", f"T-{next(_numbers):05d}")
        async with self.db.write(theater.ctx) as uow:
            item = Item(
                name=name, quantity=quantity, status=status, location_id=location_id, **values
            )
            uow.session.add(item)
            await uow.session.flush()
            if quantity:
                place = {"location_id": location_id, "status": status, "quantity": quantity}
                uow.session.add_all(
                    [
                        StockBalance(item_id=item.id, **place),
                        Movement(
                            item_id=item.id,
                            movement_type="receipt",
                            quantity=quantity,
                            to_location_id=location_id,
                            to_status=status,
                            batch=batch,
                        ),
                    ]
                )
            return item.id

    async def receipt(self, theater: TheaterOf, **values: Any) -> int:
        """The first movement of a fresh item."""
        item_id = await self.item(theater, "Ширма", quantity=3, **values)
        async with self.db.read(theater.ctx) as uow:
            found: int = await uow.session.scalar(
                select(Movement.id).where(Movement.item_id == item_id)
            )
            return found

    async def batch(self, theater: TheaterOf) -> str:
        """An act of one movement."""
        batch = secrets.token_hex(16)
        await self.receipt(theater, batch=batch)
        return batch

    async def bulk_run(self, theater: TheaterOf, author: Person) -> int:
        """A run of the past that touched nothing."""
        return await self._add(
            theater,
            BulkRun(
                action={"type": "archive"}, total=0, changed=0, unchanged=0, refused=0,
                created_by_id=author.id,
            ),
        )  # fmt: skip

    async def view(self, theater: TheaterOf, owner: Person, name: str = "Мои", **rest: Any) -> int:
        values = {"state": {"search": {}, "columns": None}, "list_name": "inventory", **rest}
        return await self._add(theater, SavedView(owner_id=owner.id, name=name, **values))

    async def archived_item(self, theater: TheaterOf) -> int:
        item_id = await self.item(theater, "Списанное")
        async with self.db.write(theater.ctx) as uow:
            item = await uow.session.get(Item, item_id)
            item.deleted_at = clock.now()
        return item_id

    async def unit(
        self, theater: TheaterOf, item_id: int, number: str, status: str = "in_stock",
        **values: Any,
    ) -> int:  # fmt: skip
        """A number for a piece that lies there without one."""
        return await self._add(
            theater, Unit(item_id=item_id, number=number, status=status, **values)
        )

    async def kit(self, theater: TheaterOf, *item_ids: int, **values: Any) -> int:
        """A case with one of each thing belonging into it."""
        kit_id = await self.item(theater, "Кофр", **values)
        async with self.db.write(theater.ctx) as uow:
            uow.session.add_all(
                KitLine(kit_id=kit_id, item_id=item_id, quantity=1, sort_order=place)
                for place, item_id in enumerate(item_ids)
            )
        return kit_id

    async def performance(self, theater: TheaterOf, title: str = "Чайка", **values: Any) -> int:
        return await self._add(theater, Performance(title=title, **values))

    async def performance_item(
        self, theater: TheaterOf, performance_id: int, item_id: int, **values: Any
    ) -> int:
        line = PerformanceItem(performance_id=performance_id, inventory_item_id=item_id, **values)
        return await self._add(theater, line)

    async def venue(self, theater: TheaterOf, name: str = "Основная сцена", **values: Any) -> int:
        code = values.pop("code", secrets.token_hex(5))
        return await self._add(theater, Venue(name=name, code=code, type="stage", **values))

    async def role(self, theater: TheaterOf, *permissions: str) -> int:
        code = secrets.token_hex(5)
        return await self._add(theater, Role(name=code, code=code, permissions=list(permissions)))

    async def give_role(self, person: Person, role_id: int) -> None:
        """Beside the role that the person has."""
        async with self.db.write(person.theater.ctx) as uow:
            uow.session.add(UserRole(user_id=person.id, role_id=role_id))

    async def care_plan(self, theater: TheaterOf, item_id: int, **values: Any) -> int:
        if "every_shows" not in values:
            values.setdefault("every_months", 12)
        values.setdefault("name", "Ежегодный осмотр")
        values.setdefault("kind", "inspection")
        values.setdefault("counted_from", clock.now())
        values.setdefault("starts_on", clock.now().date())
        return await self._add(theater, CarePlan(item_id=item_id, **values))

    async def certificate(self, theater: TheaterOf, item_id: int, **values: Any) -> int:
        values.setdefault("kind", "fire_treatment")
        return await self._add(theater, Certificate(item_id=item_id, **values))

    async def change_role(self, person: Person, role: str) -> None:
        async with self.db.write(person.theater.ctx) as uow:
            link = await uow.session.scalar(select(UserRole).where(UserRole.user_id == person.id))
            link.role_id = person.theater.roles[role]

    async def session(self, person: Person) -> int:
        """A signed-in device besides the test's own."""
        return await self._add(
            person.theater,
            AuthSession(
                public_id=secrets.token_hex(16),
                user_id=person.id,
                active_theater_id=person.theater.id,
                client="web",
                expires_at=clock.now() + timedelta(days=1),
            ),
        )

    async def file(
        self, theater: TheaterOf, owner: Person, *, state: str = "temp", **values: Any
    ) -> int:
        """A small picture that really lies in the store, with its thumbnail."""
        keys = [storage.new_key(theater.id, "pictures"), storage.new_key(theater.id, "thumbnails")]
        for key in keys:
            await self.storage.put(key, io.BytesIO(PICTURE), len(PICTURE))
        stored = {
            "object_key": keys[0],
            "thumbnail_key": keys[1],
            "file_name": "снимок.jpg",
            "mime_type": "image/jpeg",
            "size": len(PICTURE),
            "checksum": hashlib.sha256(PICTURE).hexdigest(),
            "width": 32,
            "height": 24,
            "purpose": "upload",
            "state": state,
            "owner_id": owner.id,
            "expires_at": clock.now() + timedelta(hours=24) if state == "temp" else None,
        }
        return await self._add(theater, File(**stored | values))

    async def photo(
        self,
        theater: TheaterOf,
        item_id: int,
        owner: Person,
        *,
        is_main: bool = True,
        **values: Any,
    ) -> int:
        file_id = await self.file(theater, owner, state="attached", purpose="photo")
        return await self._add(
            theater, Photo(item_id=item_id, file_id=file_id, is_main=is_main, **values)
        )

    async def uploaded_import(self, theater: TheaterOf) -> int:
        """A bare row; its file is nowhere."""
        return await self._add(
            theater,
            Import(
                file_name="список.csv", file_key=storage.new_key(theater.id, "imports"),
                file_size=1, status="uploaded",
            ),
        )  # fmt: skip

    async def get(self, theater: TheaterOf, model: Any, row_id: int) -> Any:
        """The row as the database has it now, archived or not."""
        async with self.db.read(theater.ctx) as uow:
            return await uow.session.scalar(
                select(model).where(model.id == row_id),
                execution_options={"include_deleted": True},
            )

    async def _add(self, theater: TheaterOf, obj: Base) -> int:
        async with self.db.write(theater.ctx) as uow:
            uow.session.add(obj)
            await uow.session.flush()
            identity: int = obj.id  # type: ignore[attr-defined]
            return identity
