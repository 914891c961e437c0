"""The kinds of request that are measured, as endless streams of prebuilt bytes."""

import asyncio
import itertools
import json
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import quote
from urllib.request import Request, urlopen

import asyncpg

from app.kit.cache import DataVersions
from bench import calendar
from bench.calendar import Calendar
from bench.generator import NotMeasuredError
from bench.servers import OWNER, Server
from scripts.demo.people import ACCOUNTS, PASSWORD

ITEMS = "/api/v1/inventory"
CREATED = "Стул для пробы"
_WORDS = ("кресло", "прожектор", "самовар", "платье", "чайник", "сюртук", "фонарь", "ширма",
          "микрофон", "станок", "парик", "буфет")  # fmt: skip
_PAGES = 20
# Fifty rows on the average, in so many sizes that no address comes again soon.
SIZES = range(30, 71)
_WARM_ITEMS = 200


@dataclass(frozen=True)
class Known:
    """Ids and numbers of a loaded database, from which requests are made."""

    theater: int
    size: int
    categories: Sequence[int]
    locations: Sequence[int]
    tags: Sequence[int]
    items: Sequence[int]
    fragments: Sequence[str]
    # (item, place) where at least one piece is in stock.
    in_stock: Sequence[tuple[int, int]]
    calendar: Calendar


@dataclass(frozen=True)
class Caller:
    """A server and what its requests need; `lane` of `lanes` callers share the writes' items."""

    server: Server
    known: Known
    lane: int
    lanes: int
    versions: DataVersions
    token: str | None = None

    def get(self, path: str, **headers: str) -> bytes:
        return self._request("GET", path, b"", headers)

    def post(self, path: str, body: object) -> bytes:
        sent = json.dumps(body, ensure_ascii=False).encode()
        return self._request("POST", path, sent, {"Content-Type": "application/json"})

    def ask(self, path: str) -> tuple[bytes, str]:
        """One answer outside the measurement: its body and its ETag."""
        request = Request(f"http://127.0.0.1:{self.server.port}{path}")
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        with urlopen(request, timeout=30) as answer:  # noqa: S310
            return answer.read(), answer.headers.get("ETag", "")

    def laps(self, paths: Sequence[str], table: str) -> Iterator[bytes]:
        """Requests that no memory of answers helps: between two of the same address the data
        version of `table` goes up. A lap is much longer than the number of connections.
        """
        requests = [self.get(path) for path in paths]
        some(requests, "row to ask for")
        while True:
            told = asyncio.ensure_future(self.versions.bump(self.known.theater, [table]))
            yield from requests
            if not told.done():
                raise NotMeasuredError("the data versions did not go up in time")

    def _request(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> bytes:
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.server.port}"]
        if self.token:
            lines.append(f"Authorization: Bearer {self.token}")
        if body:
            lines.append(f"Content-Length: {len(body)}")
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


Requests = Callable[[Caller], Iterator[bytes]]


@dataclass(frozen=True)
class Shape:
    """`only_product`: the probe has no such thing. `from_memory`: the database is not asked, or
    need not be, so row security has no price here.
    """

    key: str
    title: str
    requests: Requests
    expected: int = 200
    only_product: bool = False
    from_memory: bool = False

    def is_for(self, caller: Caller) -> bool:
        if caller.token is None:
            return not self.only_product
        return not (self.from_memory and caller.server.user == OWNER)


T = TypeVar("T")


def some(values: Sequence[T], what: str) -> Sequence[T]:
    """These, if there are any. Raises NotMeasuredError."""
    if not values:
        raise NotMeasuredError(f"the theatre has no {what}: a larger --scale has")
    return values


def around(caller: Caller, paths: Sequence[str], **headers: str) -> Iterator[bytes]:
    """The same few addresses again and again, of data that does not change."""
    return itertools.cycle([caller.get(path, **headers) for path in some(paths, "row to ask for")])


def _lists(caller: Caller, queries: Sequence[str]) -> Iterator[bytes]:
    paths = [f"{ITEMS}?{query}&page_size={size}" for size in SIZES for query in queries]
    return caller.laps(paths, "inventory_items")


def _pages(caller: Caller) -> list[str]:
    last = min(_PAGES, max(1, caller.known.size // SIZES[-1]))
    return [f"page={page}" for page in range(1, last + 1)]


def list_plain(caller: Caller) -> Iterator[bytes]:
    return _lists(caller, _pages(caller))


def list_warm(caller: Caller) -> Iterator[bytes]:
    return around(caller, [f"{ITEMS}?{page}" for page in _pages(caller)])


def list_category(caller: Caller) -> Iterator[bytes]:
    categories = some(caller.known.categories, "category with 150 things")
    return _lists(caller, [f"category={one}&page={page}" for one in categories for page in (1, 2)])


def search_word(caller: Caller) -> Iterator[bytes]:
    return _lists(caller, [f"q={quote(word)}" for word in _WORDS])


def search_number(caller: Caller) -> Iterator[bytes]:
    return _lists(caller, [f"q={part}" for part in caller.known.fragments])


def one_item(caller: Caller) -> Iterator[bytes]:
    return caller.laps([f"{ITEMS}/{item}" for item in caller.known.items], "inventory_items")


def item_warm(caller: Caller) -> Iterator[bytes]:
    return around(caller, [f"{ITEMS}/{item}" for item in caller.known.items[:_WARM_ITEMS]])


def not_modified(caller: Caller) -> Iterator[bytes]:
    path = f"{ITEMS}?page=1"
    return around(caller, [path], If_None_Match=caller.ask(path)[1])


def create_item(caller: Caller) -> Iterator[bytes]:
    known, run = caller.known, secrets.token_hex(4)
    some(known.categories, "category with 150 things")
    for number in itertools.count():
        yield caller.post(
            ITEMS,
            {
                "name": f"{CREATED} {number}",
                "inventory_number": f"B{run}-{number}",
                "category_id": known.categories[number % len(known.categories)],
                "location_id": known.locations[number % len(known.locations)],
                "quantity": 3,
                "tag_ids": [known.tags[number % len(known.tags)]],
            },
        )


def create_movement(caller: Caller) -> Iterator[bytes]:
    """One piece of another item each time, to the next place; then the same pieces again."""
    known = caller.known
    order = {place: number for number, place in enumerate(known.locations)}
    lane = some(known.in_stock[caller.lane :: caller.lanes], "piece in stock to move")
    for lap in itertools.count():
        for item, first in lane:
            place, target = (
                known.locations[(order[first] + lap + step) % len(order)] for step in (0, 1)
            )
            yield caller.post(
                f"{ITEMS}/{item}/movements",
                {
                    "movement_type": "transfer",
                    "quantity": 1,
                    "from_location_id": place,
                    "from_status": "in_stock",
                    "to_location_id": target,
                    "to_status": "in_stock",
                },
            )


SHAPES: tuple[Shape, ...] = (
    Shape("list", "list, plain", list_plain),
    Shape("list-warm", "list, warm", list_warm, from_memory=True),
    Shape("category", "list by category", list_category),
    Shape("word", "search, word", search_word),
    Shape("number", "search, part of a number", search_number),
    Shape("item", "one item", one_item),
    Shape("item-warm", "one item, warm", item_warm, from_memory=True),
    Shape("304", "304 by ETag", not_modified, 304, only_product=True, from_memory=True),
    Shape("create", "create item", create_item, 201),
    Shape("move", "movement", create_movement, 201),
)


async def learn(connection: asyncpg.Connection) -> Known:
    """What the requests are made of, from the larger demo theatre."""
    theater = await connection.fetchval("SELECT id FROM theaters WHERE code = 'slobodskoy'")

    async def column(statement: str) -> list[int]:
        return [row[0] for row in await connection.fetch(statement, theater)]

    in_stock = await connection.fetch(
        "SELECT item_id, location_id FROM inventory_stock WHERE theater_id = $1 "
        "AND status = 'in_stock' AND quantity > 0 ORDER BY md5(id::text)",
        theater,
    )
    return Known(
        theater=theater,
        size=await connection.fetchval(
            "SELECT count(*) FROM inventory_items WHERE theater_id = $1", theater
        ),
        categories=await column(
            "SELECT category_id FROM inventory_items WHERE theater_id = $1 "
            "GROUP BY 1 HAVING count(*) > 150 ORDER BY 1"
        ),
        locations=await column(
            "SELECT id FROM inventory_locations WHERE theater_id = $1 ORDER BY id"
        ),
        tags=await column("SELECT id FROM tags WHERE theater_id = $1 ORDER BY id"),
        items=await column(
            "SELECT id FROM inventory_items WHERE theater_id = $1 ORDER BY md5(id::text) LIMIT 2000"
        ),
        fragments=[f"{number:04d}" for number in range(1203, 9999, 173)],
        in_stock=list({row[0]: (row[0], row[1]) for row in in_stock}.values()),
        calendar=await calendar.learn(connection, theater),
    )


def sign_in(server: Server) -> str:
    """An access token of the administrator, as a program gets it."""
    body = json.dumps({"email": ACCOUNTS[0].email, "password": PASSWORD, "client": "api"})
    request = Request(
        f"http://127.0.0.1:{server.port}/api/v1/auth/login",
        body.encode(),
        {"Content-Type": "application/json"},
    )
    with urlopen(request, timeout=30) as answer:  # noqa: S310
        token: str = json.load(answer)["access_token"]
        return token
