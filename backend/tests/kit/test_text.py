"""One word is one word, however it was typed: stored, compared, found and printed."""

import unicodedata
from collections.abc import Callable
from typing import Any

import asyncpg
import pypdfium2
import pytest

from app.inventory.models import Item
from app.kit import pdf
from app.kit.glyphs import drawable
from app.kit.lookalikes import fold_case, fold_lookalikes, fold_number, fold_serial, spellings
from app.kit.text import clean
from tests.conftest import Client
from tests.factories import Factory, TheaterOf
from tests.stack import Stack

WORD = "Йёлочный"
WAYS = (
    unicodedata.normalize("NFD", WORD),
    "Йё\u200bлочный",
    "Йёлоч\u00adный",
    "\ufeffЙёлочный\u2060",
)
PLACES: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("/tags", "name", {"color": "#112233"}),
    ("/inventory/categories", "name", {}),
    ("/inventory/locations", "name", {"type": "warehouse"}),
    ("/departments", "name", {"code": "woodwork"}),
    ("/performances", "title", {}),
    ("/venues", "name", {"code": "main", "type": "stage"}),
    ("/inventory", "name", {}),
)


@pytest.mark.parametrize("way", WAYS)
def test_what_looks_the_same_is_the_same(way: str) -> None:
    assert clean(way) == WORD


BLANKS = ("\u3164", "\u115f \uffa0", "\u2800", "\u0301", "\U000e0041")


@pytest.mark.parametrize("blank", BLANKS, ids=ascii)
async def test_a_name_that_nobody_can_see_is_no_name(admin: Client, blank: str) -> None:
    answer = await admin.post("/tags", json={"name": blank, "color": "#112233"})
    assert answer.status_code == 422, answer.text


def test_a_letter_with_marks_keeps_them() -> None:
    for word in ("и\u0302", "❤\ufe0f", "نَ", "한"):
        assert clean(word) == unicodedata.normalize("NFC", word)


@pytest.mark.parametrize(("path", "field", "rest"), PLACES)
async def test_every_name_is_stored_composed_and_found_either_way(
    admin: Client, path: str, field: str, rest: dict[str, Any]
) -> None:
    for way in WAYS:
        body = {field: way, **rest}
        if "code" in rest:
            body["code"] = f"{rest['code']}{WAYS.index(way)}"
        answer = await admin.post(path, json=body)
        if answer.status_code == 409:
            # unique by name: the same word again is refused as taken
            assert answer.json()["code"].endswith("_taken"), answer.json()
            continue
        assert answer.status_code == 201, answer.json()
        assert answer.json()[field] == WORD
    if path in ("/inventory", "/tags", "/performances", "/venues"):
        for way in (*WAYS, WORD):
            found = await admin.get(path, params={"q": way})
            assert {row[field] for row in found.json()["items"]} == {WORD}, ascii(way)


UNIQUE = [place for place in PLACES if place[0] not in ("/inventory", "/performances", "/venues")]


@pytest.mark.parametrize(("path", "field", "rest"), UNIQUE)
async def test_the_same_word_twice_is_taken(
    admin: Client, path: str, field: str, rest: dict[str, Any]
) -> None:
    assert (await admin.post(path, json={field: WORD, **rest})).status_code == 201
    again = await admin.post(
        path, json={field: WAYS[0], **rest} | ({"code": "x"} if "code" in rest else {})
    )
    assert again.status_code == 409


@pytest.mark.parametrize(
    ("typed", "meant"),
    [(";er", "жук"), ("'[j", "эхо"), ("`;", "ёж"), ("j,jb", "обои"), ("cnek", "стул"),
     ("[fkfn", "халат"), ("]kb", "ъли"), (",fh[fn", "бархат")],
)  # fmt: skip
async def test_letters_on_punctuation_keys_are_letters(
    admin: Client, make: Factory, theater: TheaterOf, typed: str, meant: str
) -> None:
    wanted = await make.item(theater, name=f"{meant} театральный")
    for noise in ("Adapter er", "Jj", "Kr b", "fh fn", "fkfn", "kb", "r k"):
        await make.item(theater, name=noise)
    found = (await admin.get("/inventory", params={"q": typed})).json()["items"]
    if any(sign in typed for sign in "`;['],."):
        assert [row["id"] for row in found] == [wanted]
    else:
        assert wanted in [row["id"] for row in found]


@pytest.mark.parametrize(
    "typed", ["red,", "red;", '"red"', "[red]", "(red)", "o'neil", "a.b", "red."]
)
async def test_ordinary_punctuation_stays_ordinary(
    admin: Client, make: Factory, theater: TheaterOf, typed: str
) -> None:
    name = {"o'neil": "O'Neil", "a.b": "A.B"}.get(typed, "Red chair")
    wanted = await make.item(theater, name=name)
    found = (await admin.get("/inventory", params={"q": typed})).json()["items"]
    assert wanted in [row["id"] for row in found]


def test_look_alike_letters_have_three_spellings() -> None:
    assert spellings("BR-А001") == ["BR-А001", "BR-A001", "ВR-А001"]
    assert spellings("17") == ["17"]


async def test_a_look_alike_number_is_told_on_entry_and_found_by_scan(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    item = await make.item(theater, inventory_number="BR-A001")
    typed = "BR-А001"  # the A is Cyrillic
    refused = await admin.post("/inventory", json={"name": "Двойник", "inventory_number": typed})
    assert (refused.status_code, refused.json()["code"]) == (409, "inventory.number_lookalike")
    assert "BR-A001" in refused.json()["errors"][0]["message"]
    other = (
        await admin.post("/inventory", json={"name": "Другой", "inventory_number": "X-1"})
    ).json()
    renamed = await admin.patch(f"/inventory/{other['id']}", json={"inventory_number": typed})
    assert renamed.status_code == 409
    for code in (typed, f"]C1{typed}", "]Q1BR-A001", "br-а001\u200b"):
        answer = await admin.get("/inventory/resolve", params={"code": code})
        assert answer.json()["item"]["id"] == item, ascii(code)


@pytest.mark.parametrize(
    ("stored", "typed"),
    [("BR-A001", "ВR-А001"), ("КР-7", "KP-7"), ("KР-7", "КP-7")],
)
async def test_a_look_alike_number_is_found_by_every_way_to_look_for_it(
    admin: Client, make: Factory, theater: TheaterOf, stored: str, typed: str
) -> None:
    item = await make.item(theater, inventory_number=stored)
    for code in (stored, typed):
        assert (await admin.get(f"/inventory/by-number/{code}")).json()["id"] == item
        listed = (await admin.get("/inventory", params={"q": code})).json()["items"]
        assert [row["id"] for row in listed] == [item]
        scanned = (await admin.get("/inventory/resolve", params={"code": code})).json()
        assert (scanned["item"]["id"], scanned["by"]) == (item, "number")
    if typed.lower() != stored.lower():
        twin = {"name": "Двойник", "inventory_number": typed}
        refused = await admin.post("/inventory", json=twin)
        assert refused.json()["code"] == "inventory.number_lookalike"
    own = await admin.patch(f"/inventory/{item}", json={"inventory_number": typed})
    assert own.status_code == 200, own.text


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("МБ-0417", "МБ-О417"),
        ("МБ-О417", "МБ-0417"),
        ("BO-0417", "ВО-О417"),
        ("МБ-0417", "MБ-O417"),
        ("ЁМ-12", "ЕМ-12"),
        ("ЕМ-12", "ём-12"),
    ],
)
async def test_a_number_is_found_by_a_zero_or_a_letter_and_by_yo_or_ye(
    admin: Client, make: Factory, theater: TheaterOf, stored: str, typed: str
) -> None:
    item = await make.item(theater, name="Я", inventory_number=stored)
    assert (await admin.get(f"/inventory/by-number/{typed}")).json()["id"] == item
    scanned = (await admin.get("/inventory/resolve", params={"code": typed})).json()
    assert (scanned["item"]["id"], scanned["by"]) == (item, "number")
    listed = (await admin.get("/inventory", params={"q": typed})).json()["items"]
    assert [row["id"] for row in listed] == [item]
    # The two may stand side by side: then each is the first to be found by its own number.
    twin = await make.item(theater, name="А", inventory_number=typed)
    for number, meant in ((stored, item), (typed, twin)):
        assert (await admin.get(f"/inventory/by-number/{number}")).json()["id"] == meant
        scanned = (await admin.get("/inventory/resolve", params={"code": number})).json()
        assert scanned["item"]["id"] == meant
        listed = (await admin.get("/inventory", params={"q": number})).json()["items"]
        assert listed[0]["id"] == meant
    free = {"name": "Третий", "inventory_number": stored.replace("0417", "0O17")}
    if "0417" in stored:
        assert (await admin.post("/inventory", json=free)).status_code == 201


@pytest.mark.parametrize(("stored", "typed"), [("СЁ-5501", "се-5501"), ("СЕ-5501", "СЁ-5501")])
async def test_a_serial_number_is_found_by_yo_or_ye(
    admin: Client, make: Factory, theater: TheaterOf, stored: str, typed: str
) -> None:
    noise = await make.item(theater, name="А", description=f"не {typed}")
    item = await make.item(theater, name="Я", serial_number=stored)
    pieces = await make.item(theater, name="Ю", quantity=2)
    for code in ("П-1", "П-2"):
        body = {"number": code, "serial_number": stored if code == "П-1" else typed}
        made = await admin.post(f"/inventory/{pieces}/units", json=body)
        assert made.status_code == 201, made.text
    listed = (await admin.get("/inventory", params={"q": typed})).json()["items"]
    assert [row["id"] for row in listed] == [pieces, item, noise]
    scanned = await admin.get("/inventory/resolve", params={"code": typed})
    assert scanned.json()["code"] == "label.code_ambiguous"
    assert len(scanned.json()["candidates"]) == 3


async def test_the_number_as_it_is_written_goes_before_one_that_looks_like_it(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    numbers = ("KP-7", "КР-7", "KР-7")
    items = [await make.item(theater, inventory_number=number) for number in numbers]
    for number, item in zip(numbers, items, strict=True):
        assert (await admin.get(f"/inventory/by-number/{number}")).json()["id"] == item
        scanned = await admin.get("/inventory/resolve", params={"code": number})
        assert scanned.json()["item"]["id"] == item
    mixed = await admin.get("/inventory/resolve", params={"code": "КP-7"})
    assert mixed.json()["item"]["id"] == items[0]


async def test_a_piece_is_found_by_a_number_that_looks_like_its_own(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    item = await make.item(theater, quantity=1)
    made = await admin.post(f"/inventory/{item}/units", json={"number": "СВ-1/01"})
    assert made.status_code == 201
    for code in ("CB-1/01", "CВ-1/01"):
        found = (await admin.get(f"/inventory/by-number/{code}")).json()
        assert (found["id"], found["piece"]["number"]) == (item, "СВ-1/01")
        scanned = (await admin.get("/inventory/resolve", params={"code": code})).json()
        assert (scanned["kind"], scanned["unit"]["number"]) == ("unit", "СВ-1/01")


async def test_a_look_alike_tag_is_told_on_entry(admin: Client) -> None:
    tag = (await admin.post("/tags", json={"name": "Корона"})).json()
    for name in ("Kopoнa", "KОРОНА"):  # some or all letters are Latin
        refused = await admin.post("/tags", json={"name": name})
        assert (refused.status_code, refused.json()["code"]) == (409, "tag.name_lookalike"), name
        assert "Корона" in refused.json()["errors"][0]["message"]
    other = (await admin.post("/tags", json={"name": "Мантия"})).json()
    renamed = await admin.patch(f"/tags/{other['id']}", json={"name": "Kopoнa"})
    assert renamed.status_code == 409
    own = await admin.patch(f"/tags/{tag['id']}", json={"name": "Koрoнa"})
    assert own.status_code == 200, own.text


RELEVANT = ("Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Mc", "Me")


async def test_the_database_cleans_as_the_product_does(stack: Stack, database: str) -> None:
    """Every character that is dropped, trimmed or composed, at the edges and between letters.

    A text of marks alone is no text at its entry; stored ones are left to who reads them.
    """
    codes = [
        code
        for code in (*range(1, 0xD800), *range(0xE000, 0x110000))
        if unicodedata.category(chr(code)) in RELEVANT or code in (0x115F, 0x3164)
    ]
    ways = ("{0}a{0}", " e{0}\u0301 {0}b{0} ", "a{0}\u0308")
    given = [way.format(chr(code)) for code in codes for way in ways]
    connection = await asyncpg.connect(stack.database_url("theatre_owner", database, "postgresql"))
    try:
        cleaned = await connection.fetchval(
            "SELECT array_agg(clean_text(v) ORDER BY n) "
            "FROM unnest($1::text[]) WITH ORDINALITY AS t(v, n)",
            given,
        )
    finally:
        await connection.close()
    wrong = [ascii(one) for one, was in zip(given, cleaned, strict=True) if clean(one) != was]
    assert wrong == []


@pytest.mark.parametrize(
    ("fold", "by_database"),
    [
        (fold_case, "lower(v)"),
        (fold_lookalikes, "fold_lookalikes(v)"),
        (fold_number, "fold_number(v)"),
        (fold_serial, Item.__table__.c.serial_key.computed.sqltext.text),
    ],
)
async def test_the_database_folds_as_the_product_does(
    stack: Stack, database: str, fold: Callable[[str], str], by_database: str
) -> None:
    """Every character by itself and at the end of a word, where some have another small letter."""
    codes = (*range(1, 0xD800), *range(0xE000, 0x110000))
    given = [way.format(chr(code)) for code in codes for way in ("{}", "a{}")]
    connection = await asyncpg.connect(stack.database_url("theatre_owner", database, "postgresql"))
    try:
        folded = await connection.fetchval(
            f"SELECT array_agg({by_database.replace('serial_number', 'v')} ORDER BY n) "
            "FROM unnest($1::text[]) WITH ORDINALITY AS t(v, n)",
            given,
        )
    finally:
        await connection.close()
    wrong = [ascii(one) for one, was in zip(given, folded, strict=True) if fold(one) != was]
    assert wrong == []


async def test_a_link_typed_with_caps_lock_in_the_other_layout(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    item = await make.item(theater)
    answer = await admin.get("/inventory/resolve", params={"code": f"РЕЕЗж..РЩЫЕ.Ш.{item}"})
    assert answer.json()["item"]["id"] == item


@pytest.mark.parametrize("email", ["аdmin@theatre.demo", "admin@theаtre.demo"])
async def test_an_address_of_two_alphabets_is_refused(admin: Client, email: str) -> None:
    body = {"email": email, "first_name": "И", "last_name": "И", "roles": ["actor"], "invite": True}
    refused = await admin.post("/users", json=body)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["code"] == "user.email_lookalike"


async def test_what_no_font_can_draw_is_left_out_of_papers() -> None:
    template = '#let d = json(bytes(sys.inputs.data))\n#set text(font: "Golos Text")\n#d.name'
    paper = await pdf.render(template, {"name": "Маска 😀 京劇 ё№→"})
    text = pypdfium2.PdfDocument(paper)[0].get_textpage().get_text_range()
    assert text.split() == ["Маска", "ё№→"]
    assert {ord(letter) for letter in "Жё№—«»Ωé₽"} <= drawable(pdf.FONTS)


def test_stored_names_are_composed_and_keep_apart(stack: Stack, database: str) -> None:
    name = stack.clone_database(f"{database}_texts")
    stack.run_script("scripts.migrate", "0016", database=name)
    apart = unicodedata.normalize("NFD", "Йод")
    stack.run_sql(
        "INSERT INTO theaters (name, code) VALUES ('А', 'a');"
        "INSERT INTO tags (theater_id, name, color) SELECT id, v, '#112233' FROM theaters, "
        f"(VALUES ('Йод'), ('{apart}'), ('бар\u00adхат')) AS v(v)",
        name,
    )
    stack.run_script("scripts.migrate", "head", database=name)
    names = stack.run_sql("SELECT string_agg(name, '|' ORDER BY id) FROM tags", name)
    assert names == "Йод|Йод (2)|бархат"


BLANK_TEXTS = (
    "INSERT INTO theaters (name, code) VALUES ('А', 'a');"
    "INSERT INTO inventory_items (theater_id, name, inventory_number, description, manufacturer) "
    "SELECT id, {name}, 'С-1', {text}, {text} FROM theaters"
)


@pytest.mark.parametrize(
    ("before", "name", "text"), [("0020", "' '", "E' \t'"), ("0021", "'(1)'", "'(1)'")]
)
def test_an_optional_text_of_nothing_becomes_none(
    stack: Stack, database: str, before: str, name: str, text: str
) -> None:
    copy = stack.clone_database(f"{database}_blank_{before}")
    stack.run_script("scripts.migrate", before, database=copy)
    stack.run_sql(BLANK_TEXTS.format(name=name, text=text), copy)
    stack.run_script("scripts.migrate", "head", database=copy)
    found = stack.run_sql(
        "SELECT name, description IS NULL, manufacturer IS NULL FROM inventory_items", copy
    )
    assert found == "(1)|t|t"
    stack.drop_database(copy)
