"""Letters of two alphabets that nobody can tell apart: «BR-А1» with a Russian А is not «BR-A1»."""

_RUSSIAN = "авекмнорстухіѕј"
_LATIN = "abekmhopctyxisj"
_FOLD = str.maketrans(_RUSSIAN, _LATIN)
LETTERS = _RUSSIAN + _LATIN


def fold_lookalikes(text: str) -> str:
    """Equal for texts that look equal whatever the alphabet of their letters; case aside."""
    return text.lower().translate(_FOLD)


def has_lookalikes(text: str) -> bool:
    """Whether the text could be written with a letter of another alphabet."""
    return not set(LETTERS).isdisjoint(text.lower())
