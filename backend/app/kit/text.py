"""One way to write a text: what looks the same is stored the same, found and compared the same.

`й` may come as one character or as two (a Mac's file names, a PDF), and pages are full of
characters that nobody sees. The database folds the same in `search_words`.
"""

import unicodedata

# Soft hyphen, joiners, zero-width spaces, marks of direction, byte order marks.
INVISIBLE = (
    0x00AD, 0x034F, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x2060, 0x2065), 0xFEFF,
)  # fmt: skip
# Overrides of the writing direction and isolates let a name lie about itself.
DIRECTIONS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_CONTROLS = (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F)
# Letters that fonts draw as nothing.
_BLANK = frozenset(map(chr, (0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0)))
_UNSEEN = ("Mn", "Me", "Cf", "Zs", "Zl", "Zp")
_DROPPED = dict.fromkeys((*_CONTROLS, *INVISIBLE, *DIRECTIONS))


def clean(value: str) -> str:
    """The text in its composed form, without what cannot be seen and without spaces around.

    A text of nothing but fillers and marks without a letter is no text.
    """
    text = unicodedata.normalize("NFC", value.translate(_DROPPED)).strip()
    return text if any(map(_is_seen, text)) else ""


def _is_seen(char: str) -> bool:
    return char not in _BLANK and unicodedata.category(char) not in _UNSEEN
