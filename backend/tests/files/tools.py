"""Pictures and files as good and as bad people send them."""

import io
import struct
import zipfile
import zlib
from typing import Any

from httpx import AsyncClient, Response
from PIL import Image

Upload = tuple[str, bytes]
MARK = b"alert(document.domain)"


def encoded(picture: Image.Image, form: str = "JPEG", **options: Any) -> bytes:
    target = io.BytesIO()
    picture.save(target, form, **options)
    return target.getvalue()


def photo(width: int = 64, height: int = 48, colour: str = "#8A1C2C", form: str = "JPEG") -> bytes:
    return encoded(Image.new("RGB", (width, height), colour), form)


def halves(width: int = 400, height: int = 200) -> Image.Image:
    """Red on the left, blue on the right: shows how a picture was turned."""
    picture = Image.new("RGB", (width, height), "red")
    picture.paste("blue", (width // 2, 0, width, height))
    return picture


def packed(**members: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return target.getvalue()


DOCX = packed(word__document_xml=b"<w:document/>", Content_Types_xml=b"<Types/>")


def png_with(width: int, height: int, data: bytes = b"") -> bytes:
    """A PNG whose header claims what it likes."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(data or b"\0" * 100))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + body + chunk(b"IEND", b"")


def jpeg_claiming(width: int, height: int) -> bytes:
    """A real JPEG with another size written into its header."""
    data = bytearray(photo())
    start = data.index(b"\xff\xc0") + 5
    data[start : start + 4] = struct.pack(">HH", height, width)
    return bytes(data)


async def upload(client: AsyncClient, name: str, data: bytes, **options: Any) -> Response:
    files = {"file": (name, data, options.pop("mime", "image/jpeg"))}
    return await client.post("/files/upload", files=files, **options)


async def kept(client: AsyncClient, name: str, data: bytes, **options: Any) -> dict[str, Any]:
    answer = await upload(client, name, data, **options)
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body
