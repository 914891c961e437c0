"""Reading a printed sheet back: its texts with their places, and its codes."""

from dataclasses import dataclass

import pypdfium2
import zxingcpp

MM = 72 / 25.4


@dataclass(frozen=True)
class Box:
    """Millimetres from the upper left corner of a page."""

    left: float
    top: float
    right: float
    bottom: float


def texts(content: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]


def letters(content: bytes, page: int = 0) -> list[tuple[str, Box]]:
    """Every visible letter of a page and its place."""
    sheet = pypdfium2.PdfDocument(content)[page]
    height = sheet.get_height()
    text = sheet.get_textpage()
    found = []
    for index in range(text.count_chars()):
        letter = text.get_text_range(index, 1)
        left, bottom, right, top = text.get_charbox(index)
        if letter.strip() and right > left:
            found.append(
                (letter, Box(left / MM, (height - top) / MM, right / MM, (height - bottom) / MM))
            )
    return found


def codes(content: bytes) -> list[str]:
    """Everything that a camera would read, page by page."""
    return [
        code.text
        for page in pypdfium2.PdfDocument(content)
        for code in zxingcpp.read_barcodes(page.render(scale=3).to_pil())
    ]
