"""What a file is by its first bytes; its name and what the browser says count for nothing."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

HEAD = 4096
OTHER = "application/octet-stream"


@dataclass(frozen=True)
class Kind:
    """`is_shown`: a browser may show it in place, for it cannot run anything in it."""

    mime: str
    ending: str
    is_shown: bool = False

    @property
    def is_image(self) -> bool:
        return self.mime.startswith("image/")


JPEG, PNG = Kind("image/jpeg", "jpg", True), Kind("image/png", "png", True)
WEBP, HEIC = Kind("image/webp", "webp", True), Kind("image/heic", "heic")
GIF, SVG = Kind("image/gif", "gif"), Kind("image/svg+xml", "svg")
PDF, PAGE = Kind("application/pdf", "pdf", True), Kind("text/html", "html")
ZIP, TEXT = Kind("application/zip", "zip"), Kind("text/plain", "txt")
_MP4, _MOV = Kind("video/mp4", "mp4", True), Kind("video/quicktime", "mov", True)
_M4A, _WEBM = Kind("audio/mp4", "m4a", True), Kind("video/webm", "webm", True)
_MP3, _WAV = Kind("audio/mpeg", "mp3", True), Kind("audio/wav", "wav", True)
_OGG, _FLAC = Kind("audio/ogg", "ogg", True), Kind("audio/flac", "flac", True)
_OLD_OFFICE = Kind("application/x-ole-storage", "doc")

PHOTOS = frozenset({JPEG, PNG, WEBP, HEIC})
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
_PACKED: tuple[tuple[str, Kind], ...] = (
    ("word/document.xml", Kind(f"{_OFFICE}.wordprocessingml.document", "docx")),
    ("xl/workbook.xml", Kind(f"{_OFFICE}.spreadsheetml.sheet", "xlsx")),
    ("ppt/presentation.xml", Kind(f"{_OFFICE}.presentationml.presentation", "pptx")),
)
_OPEN_DOCUMENTS = {
    f"{_OPEN}.text": "odt",
    f"{_OPEN}.spreadsheet": "ods",
    f"{_OPEN}.presentation": "odp",
}
_DOCUMENTS = frozenset({kind for _, kind in _PACKED}) | {
    Kind(mime, ending) for mime, ending in _OPEN_DOCUMENTS.items()
}
UPLOADS = (
    PHOTOS
    | _DOCUMENTS
    | {PDF, ZIP, TEXT, _MP4, _MOV, _M4A, _WEBM, _MP3, _WAV, _OGG, _FLAC, _OLD_OFFICE}
)
"""What `POST /files/upload` takes."""

_HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"hevm", b"mif1", b"msf1"})
_MP4_BRANDS = frozenset({b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1",
                         b"M4V ", b"M4VH", b"M4VP", b"dash", b"3gp4", b"3gp5"})  # fmt: skip
_MARKUP = re.compile(rb"^[\s\xef\xbb\xbf]*<(?:!--.*?-->\s*)?([!?]?[a-z:]+)", re.I | re.S)
_SCRIPTED = re.compile(
    rb"<\s*(?:script|html|svg|body|iframe|object|embed|x?html:)|^mime-version:", re.I | re.M
)
_PROGRAM = re.compile(rb"^(?:MZ|\x7fELF|#!|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe|%!PS)")


def sniff(source: BinaryIO) -> Kind | None:
    """The kind of a file, None when it is nothing that anybody keeps here."""
    source.seek(0)
    head = source.read(HEAD)
    source.seek(0)
    for test, kind in _SIGNATURES:
        if test(head):
            return kind
    if head[4:8] == b"ftyp":
        return _by_brand(head[8:12])
    if head.startswith(b"PK\x03\x04"):
        return _packed(source)
    if _PROGRAM.match(head):
        return None
    return _text(head)


def _starts(*beginnings: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(beginnings)


def _riff(form: bytes) -> Callable[[bytes], bool]:
    return lambda head: head[:4] == b"RIFF" and head[8:12] == form


_SIGNATURES: tuple[tuple[Callable[[bytes], bool], Kind], ...] = (
    (_starts(b"\xff\xd8\xff"), JPEG),
    (_starts(b"\x89PNG\r\n\x1a\n"), PNG),
    (_riff(b"WEBP"), WEBP),
    (_starts(b"GIF87a", b"GIF89a"), GIF),
    (_starts(b"%PDF-"), PDF),
    (_starts(b"\x1aE\xdf\xa3"), _WEBM),
    (_riff(b"WAVE"), _WAV),
    (_starts(b"OggS"), _OGG),
    (_starts(b"fLaC"), _FLAC),
    (_starts(b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"), _MP3),
    (_starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), _OLD_OFFICE),
)


def _by_brand(brand: bytes) -> Kind | None:
    if brand in _HEIC_BRANDS:
        return HEIC
    if brand in _MP4_BRANDS:
        return _MP4
    return {b"qt  ": _MOV, b"M4A ": _M4A, b"M4B ": _M4A}.get(brand)


def _packed(source: BinaryIO) -> Kind:
    """An office document is known by the parts that its directory names."""
    try:
        with zipfile.ZipFile(source) as archive:
            names = {entry.filename for entry in archive.infolist()[:1000]}
            first = archive.infolist()[0] if names else None
            if first and first.filename == "mimetype" and first.file_size < 100:
                mime = archive.read(first)[:100].decode("ascii", "replace").strip()
                if mime in _OPEN_DOCUMENTS:
                    return Kind(mime, _OPEN_DOCUMENTS[mime])
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return ZIP
    finally:
        source.seek(0, io.SEEK_SET)
    if any(name.endswith("vbaProject.bin") for name in names):
        return ZIP
    return next((kind for part, kind in _PACKED if part in names), ZIP)


def _text(head: bytes) -> Kind | None:
    """Plain text, a page or a drawing; None for bytes that are no text at all."""
    found = _MARKUP.match(head)
    if b"<svg" in head.lower() and (found or b"<?xml" in head):
        return SVG
    if found or _SCRIPTED.search(head):
        return PAGE
    try:
        text = head.decode("utf-8") if len(head) < HEAD else head[:-4].decode("utf-8", "ignore")
    except UnicodeDecodeError:
        return None
    return None if not text or "\x00" in text else TEXT
