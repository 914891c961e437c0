"""Names through upload, database and download: shown as they were, harmless in a header."""

from urllib.parse import unquote

import pytest
from httpx import AsyncClient

from app.files.names import clean_name, with_ending
from tests.files.tools import DOCX, kept, photo

# What came → what stays.
NAMES = {
    "ё № — «».docx": "ё № — «».docx",
    "отчёт.docx": "отчёт.docx",
    "отче\u0308т.docx": "отчёт.docx",
    "../../etc/passwd": "passwd",
    "..\\..\\windows\\system32\\cmd.docx": "cmd.docx",
    "/etc/shadow.docx": "shadow.docx",
    "C:\\Users\\x\\смета.docx": "смета.docx",
    "a/b/c.docx": "c.docx",
    "смета\r\nX-Evil: 1.docx": "смета X-Evil_ 1.docx",
    "a\nb.docx": "a b.docx",
    "a\rb.docx": "a b.docx",
    "a\tb.docx": "a b.docx",
    "a\x00b.docx": "ab.docx",
    "a\x1bb.docx": "ab.docx",
    "a\x7fb.docx": "ab.docx",
    "a\x85b.docx": "ab.docx",
    "фото\u202egpj.docx": "фотоgpj.docx",
    "a\u202ab\u202c.docx": "ab.docx",
    "a\u2066b\u2069.docx": "ab.docx",
    "a\u200bb.docx": "ab.docx",
    "\ufeffa.docx": "a.docx",
    "a\u00adb.docx": "ab.docx",
    "a\u200fb.docx": "ab.docx",
    'a"b".docx': "a_b_.docx",
    "a';b.docx": "a';b.docx",
    "a;b=c.docx": "a;b=c.docx",
    "a%0d%0ab.docx": "a%0d%0ab.docx",
    "a%2e%2e%2fb.docx": "a%2e%2e%2fb.docx",
    "a<b>c.docx": "a_b_c.docx",
    "a|b?c*.docx": "a_b_c_.docx",
    "con:stream.docx": "con_stream.docx",
    "  много   пробелов  .docx": "много пробелов .docx",
    "...docx": "docx",
    ".htaccess": "htaccess",
    "точки...": "точки",
    "": "file",
    ".": "file",
    "..": "file",
    "/": "file",
    "\u202e": "file",
    "\x00": "file",
    "日本語.docx": "日本語.docx",
    "emoji 🎭.docx": "emoji 🎭.docx",
    "ſ.docx": "ſ.docx",
    "x" * 300 + ".docx": "x" * 250 + ".docx",
    "ж" * 300: "ж" * 255,
    "a." + "b" * 300: "a." + "b" * 253,
    "файл.tar.gz": "файл.tar.gz",
}


def test_there_are_names_enough() -> None:
    assert len(NAMES) >= 40


@pytest.mark.parametrize("given", NAMES, ids=range(len(NAMES)))
def test_a_name_is_only_a_name(given: str) -> None:
    name = clean_name(given)
    assert name == NAMES[given]
    assert clean_name(name) == name
    assert 1 <= len(name) <= 255


SENT = [name for name in NAMES if name and not set(name) & set("\r\n\x00")]


@pytest.mark.parametrize("given", SENT, ids=range(len(SENT)))
async def test_a_name_goes_through_everything_and_injects_nothing(
    given: str, admin: AsyncClient
) -> None:
    body = await kept(admin, given, DOCX)
    # The way to the server encodes what it cannot carry: what arrives is already a name.
    assert body["file_name"] == clean_name(body["file_name"])
    if given == "ё № — «».docx":
        assert body["file_name"] == given
    served = await admin.get(f"/files/{body['id']}")
    disposition = served.headers["content-disposition"]
    assert disposition.isascii()
    kind, fallback, encoded = disposition.split("; ")
    assert kind == "attachment"
    assert fallback.startswith('filename="file')
    assert encoded.startswith("filename*=UTF-8''")
    assert unquote(encoded.removeprefix("filename*=UTF-8''")) == body["file_name"]
    assert "x-evil" not in served.headers
    assert served.content == DOCX


@pytest.mark.parametrize("given", ["a\r\nX-Evil: 1.docx", "a\x00b.docx"])
async def test_a_raw_break_in_the_header_of_a_part_is_harmless(
    given: str, admin: AsyncClient
) -> None:
    part = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{given}"\r\n\r\n'
    answer = await admin.post(
        "/files/upload",
        content=part.encode() + DOCX + b"\r\n--b--\r\n",
        headers={"Content-Type": "multipart/form-data; boundary=b"},
    )
    assert answer.status_code in (201, 400, 422), answer.text
    if answer.status_code == 201:
        served = await admin.get(f"/files/{answer.json()['id']}")
        assert "x-evil" not in served.headers


async def test_a_converted_photo_gets_the_ending_of_what_it_is(admin: AsyncClient) -> None:
    body = await kept(admin, "Снимок.PNG", photo(form="PNG"))
    assert body["file_name"] == "Снимок.jpg"
    assert with_ending("x" * 255, "jpg") == "x" * 251 + ".jpg"
    assert with_ending("a.b.heic", "webp") == "a.b.webp"
