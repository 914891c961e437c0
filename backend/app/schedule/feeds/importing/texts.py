"""From the bytes of a stranger's calendar to its logical lines, and from HTML to plain words."""

import quopri
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from html.parser import HTMLParser

_BROKEN = 0.1
"""Share of damaged letters that a text in UTF-8 may have before it is taken for Windows-1251."""
_QUOTED = re.compile(
    rb"^([A-Za-z0-9-]+)((?:;[^\n:]*)?);?ENCODING=QUOTED-PRINTABLE([^\n:]*):((?:[^\n]*=\n)*[^\n]*)$",
    re.I | re.M,
)
_CHARSET = re.compile(rb";?CHARSET=([A-Za-z0-9_-]{1,40})", re.I)
_HTML = re.compile(
    r"</?(?:a|b|br|p|div|span|ul|ol|li|i|u|em|strong|html|body|table|h[1-6])\b[^>]*>", re.I
)
_BLOCKS = frozenset({"br", "p", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})


def unfolded(data: bytes) -> Iterator[str]:
    """Logical lines. Folds are undone before decoding: some programs break within a letter."""
    for mark, name in ((BOM_UTF16_LE, "utf-16-le"), (BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            data = data[len(mark) :].decode(name, "replace").encode("utf-8", "replace")
    data = data.removeprefix(BOM_UTF8).replace(b"\0", b"")
    data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if b"=" in data and re.search(rb"ENCODING=QUOTED-PRINTABLE", data, re.I):
        data = _QUOTED.sub(_unquoted, data)
    data = data.replace(b"\n ", b"").replace(b"\n\t", b"")
    yield from decoded(data).split("\n")


def _unquoted(found: re.Match[bytes]) -> bytes:
    """A line of vCalendar 1.0: it goes on after `=` at its end, and is no longer folded."""
    name, before, after, value = found.groups()
    params = before + after
    charset = _CHARSET.search(params)
    params = _CHARSET.sub(b"", params).rstrip(b";")
    text = _text(quopri.decodestring(value), charset.group(1).decode() if charset else "utf-8")
    line = re.sub(r"\r\n|\r|\n", r"\\n", text.strip("\r\n"))
    return name + params + b":" + line.encode("utf-8", "replace")


def _text(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return decoded(data)


def decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    foreign = len(text) - len(re.sub(r"[^\x00-\x7f]+", "", text))
    return text if damaged <= foreign * _BROKEN else data.decode("cp1251", "replace")


def plain(text: str) -> str:
    """Descriptions in HTML as words; where a link leads stands behind its words."""
    if not _HTML.search(text):
        return text
    reader = _Words()
    reader.feed(text)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.words).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.words.append("\n")
        elif tag == "a":
            self.links.append((dict(attrs).get("href") or "", len(self.words)))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.words.append("\n")
        elif tag == "a" and self.links:
            address, since = self.links.pop()
            said = "".join(self.words[since:]).strip()
            if address and address not in said:
                self.words.append(f" ({address})" if said else address)

    def handle_data(self, data: str) -> None:
        self.words.append(data)
