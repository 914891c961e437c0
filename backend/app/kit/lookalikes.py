"""Signs that are taken for one another: «BR-А1» with a Russian А is not «BR-A1».

What is told apart by its looks has a column `…_look`, folded by the database as it is here.
"""

_RUSSIAN = "авекмнорстухіѕј"
_LATIN = "abekmhopctyxisj"
LETTERS = _RUSSIAN + _LATIN
_TO_LATIN = str.maketrans(_RUSSIAN + _RUSSIAN.upper(), _LATIN + _LATIN.upper())
_AS_ONE = str.maketrans(_RUSSIAN + "ё0", _LATIN + "eo")
_TO_RUSSIAN = str.maketrans(_LATIN + _LATIN.upper(), _RUSSIAN + _RUSSIAN.upper())


def spellings(text: str) -> list[str]:
    """The text as it is, then with all such letters Latin, then with all of them Russian."""
    return list(dict.fromkeys((text, text.translate(_TO_LATIN), text.translate(_TO_RUSSIAN))))


def fold_lookalikes(text: str) -> str:
    """Equal for texts that look equal whatever the alphabet of their letters; case aside."""
    return fold_case(text).translate(_TO_LATIN)


def fold_number(text: str) -> str:
    """As `fold_lookalikes`, and the digit 0 is the letter O, ё is е: what a number is found by."""
    return fold_case(text).translate(_AS_ONE)


def fold_serial(text: str) -> str:
    """Case aside, and ё is е: what a serial number is found by."""
    return fold_case(text).replace("ё", "е")


def fold_case(text: str) -> str:
    """As the database lowers: letter by letter, each to one."""
    return text.lower() if text.isascii() else "".join(letter.lower()[0] for letter in text)


def has_lookalikes(text: str) -> bool:
    """Whether the text could be written with a letter of another alphabet."""
    return not set(LETTERS).isdisjoint(text.lower())
