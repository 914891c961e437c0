"""The limit probe `best_raw`: Starlette and asyncpg doing the product's work, nothing around it.

No sign-in, no row security (the owner role), no validation: ids of the page first, then only those
rows; names from memory; a remembered total; orjson. The bodies have the product's fields, so the
replies have its size. Whatever the product costs beyond this is what its guarantees cost.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs

import asyncpg
import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.kit.clock import now
from bench import probe_schedule
from bench import probe_sql as sql

PAGE_SIZE = 50
_NO_STOCK = orjson.Fragment(b"[]")
Fragments = Mapping[int, orjson.Fragment]


class Probe:
    """Connections without a pool's manners, and what is kept in memory."""

    def __init__(self, theater_id: int, connections: list[asyncpg.Connection]) -> None:
        self.theater_id = theater_id
        self.free: asyncio.LifoQueue[asyncpg.Connection] = asyncio.LifoQueue()
        for connection in connections:
            self.free.put_nowait(connection)
        self.names: dict[str, Fragments] = {}
        self.totals: dict[tuple[str, Any], int] = {}

    async def learn(self) -> None:
        async with self.connection() as connection:
            for name, statement in sql.NAMES.items():
                rows = await connection.fetch(statement, self.theater_id)
                self.names[name] = {
                    row["id"]: orjson.Fragment(orjson.dumps(dict(row))) for row in rows
                }

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[asyncpg.Connection]:
        connection = await self.free.get()
        try:
            yield connection
        finally:
            self.free.put_nowait(connection)

    def rows(self, rows: Iterable[Any]) -> list[dict[str, Any]]:
        categories, locations = self.names["categories"], self.names["locations"]
        departments, tags = self.names["departments"], self.names["tags"]
        return [
            {
                "id": row[0],
                "version": row[1],
                "inventory_number": row[2],
                "name": row[3],
                "category": categories.get(row[4]),
                "location": locations.get(row[5]),
                "department": departments.get(row[6]),
                "status": row[7],
                "condition": row[8],
                "quantity": row[9],
                "unit": row[10],
                "stock": orjson.Fragment(row[14]) if row[14] else _NO_STOCK,
                "tags": [tags[tag] for tag in row[15]],
                "photo_id": row[16][0] if row[16] else None,
                "photo": _photo(*row[16]) if row[16] else None,
                "current_value": row[11],
                "updated_at": row[12],
                "deleted_at": row[13],
            }
            for row in rows
        ]


def _photo(photo_id: int, file_id: int) -> dict[str, Any]:
    return {"id": photo_id, "thumbnail_url": f"/api/v1/files/{file_id}/thumbnail"}


def _answer(body: Any, status: int = 200) -> Response:
    return Response(orjson.dumps(body), status, media_type="application/json")


def _probe(request: Request) -> Probe:
    probe: Probe = request.app.state.probe
    return probe


async def list_items(request: Request) -> Response:
    probe = _probe(request)
    query = parse_qs(request.scope["query_string"].decode())
    page = int(query.get("page", ["1"])[0])
    values: tuple[Any, ...] = (probe.theater_id,)
    kind = "plain"
    if "category" in query:
        kind, values = "category", (*values, int(query["category"][0]))
    elif "q" in query:
        kind, values = "search", (*values, query["q"][0])
    async with probe.connection() as connection:
        rows = await connection.fetch(sql.PAGES[kind], *values, (page - 1) * PAGE_SIZE)
        total = probe.totals.get((kind, values))
        if total is None:
            total = probe.totals[kind, values] = await connection.fetchval(
                sql.TOTALS[kind], *values
            )
    return _answer(
        {
            "items": probe.rows(rows),
            "total": total,
            "page": page,
            "page_size": PAGE_SIZE,
            "pages": -(-total // PAGE_SIZE),
        }
    )


async def get_item(request: Request) -> Response:
    async with _probe(request).connection() as connection:
        return _answer(await _item(_probe(request), connection, int(request.path_params["id"])))


async def _item(probe: Probe, connection: asyncpg.Connection, item_id: int) -> dict[str, Any]:
    row = await connection.fetchrow(sql.ITEM, probe.theater_id, item_id)
    body = probe.rows([row])[0]
    locations, people = probe.names["locations"], probe.names["people"]
    body["stock"] = [
        {**balance, "location": locations.get(balance["location_id"])}
        for balance in orjson.loads(row["stock"] or b"[]")
    ]
    body.update((field, row[field]) for field in sql.PLAIN)
    body["custom_fields"] = orjson.Fragment(row["custom_fields"])
    body["responsible"] = people.get(row["responsible_id"])
    body["created_by"] = people.get(row["created_by_id"])
    return body


async def create_item(request: Request) -> Response:
    probe = _probe(request)
    sent = orjson.loads(await request.body())
    place = (sent["location_id"], "in_stock", sent["quantity"])
    async with probe.connection() as connection, connection.transaction():
        item_id = await connection.fetchval(
            sql.NEW_ITEM, probe.theater_id, sent["name"], sent["inventory_number"],
            sent["category_id"], *place,
        )  # fmt: skip
        await connection.execute(sql.PUT, probe.theater_id, item_id, *place)
        await connection.execute(sql.NEW_TAGS, probe.theater_id, item_id, sent["tag_ids"])
        await connection.execute(
            sql.NEW_MOVEMENT, probe.theater_id, item_id, "receipt", sent["quantity"],
            None, None, sent["location_id"], "in_stock",
        )  # fmt: skip
        await connection.execute(
            sql.NEW_AUDIT, probe.theater_id, "create", item_id,
            orjson.dumps({name: [None, value] for name, value in sent.items()}).decode(),
        )  # fmt: skip
        body = await _item(probe, connection, item_id)
    probe.totals.clear()
    return _answer(body, 201)


async def create_movement(request: Request) -> Response:
    probe = _probe(request)
    item_id = int(request.path_params["id"])
    sent = orjson.loads(await request.body())
    pieces, source, target = sent["quantity"], sent["from_location_id"], sent["to_location_id"]
    async with probe.connection() as connection, connection.transaction():
        await connection.fetchval(sql.LOCK, probe.theater_id, item_id)
        await connection.execute(sql.TAKE, probe.theater_id, item_id, source, "in_stock", pieces)
        await connection.execute(sql.PUT, probe.theater_id, item_id, target, "in_stock", pieces)
        movement_id = await connection.fetchval(
            sql.NEW_MOVEMENT, probe.theater_id, item_id, "transfer", pieces,
            source, "in_stock", target, "in_stock",
        )  # fmt: skip
        stock = await connection.fetch(sql.STOCK, probe.theater_id, item_id)
        most = max(stock, key=lambda row: row["quantity"])
        version = await connection.fetchval(
            sql.SUMMARISE, probe.theater_id, item_id, sum(row["quantity"] for row in stock),
            most["status"], most["location_id"],
        )  # fmt: skip
        await connection.execute(
            sql.NEW_AUDIT, probe.theater_id, "transfer", item_id, orjson.dumps(sent).decode()
        )
    probe.totals.clear()
    locations = probe.names["locations"]
    movement = {
        "id": movement_id,
        "movement_type": "transfer",
        "quantity": pieces,
        "from_location": locations.get(source),
        "from_status": "in_stock",
        "to_location": locations.get(target),
        "to_status": "in_stock",
        "comment": None,
        "created_at": now(),
        "created_by": None,
    }
    balances = [{**row, "location": locations.get(row["location_id"])} for row in stock]
    return _answer({"movement": movement, "stock": balances, "version": version}, 201)


async def ready(_: Request) -> Response:
    return Response(b"ready")


def create_app() -> Starlette:
    path = "/api/v1/inventory"
    routes: list[tuple[str, str, Callable[[Request], Any]]] = [
        ("GET", "/ready", ready),
        ("GET", path, list_items),
        ("POST", path, create_item),
        ("GET", path + "/{id:int}", get_item),
        ("POST", path + "/{id:int}/movements", create_movement),
        *probe_schedule.ROUTES,
    ]

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        settings = {"plan_cache_mode": "force_generic_plan", "jit": "off", "timezone": "UTC",
                    "application_name": "best_raw"}  # fmt: skip
        connections = [
            await asyncpg.connect(os.environ["BENCH_DATABASE"], server_settings=settings)
            for _ in range(int(os.environ["BENCH_POOL_SIZE"]))
        ]
        theater_id = await connections[0].fetchval(sql.THEATER)
        app.state.probe = Probe(theater_id, connections)
        await app.state.probe.learn()
        yield
        for connection in connections:
            await connection.close()

    return Starlette(
        routes=[Route(path, endpoint, methods=[method]) for method, path, endpoint in routes],
        lifespan=lifespan,
    )
