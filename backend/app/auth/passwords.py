"""Which passwords are accepted. Length and rarity count; kinds of characters do not."""

import re
from functools import cache
from pathlib import Path

from app.kit.errors import Invalid

MIN_LENGTH, MAX_LENGTH = 12, 128
# Fewer different characters than this is a pattern, whatever its length.
MIN_DIFFERENT = 5
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_FILE = Path(__file__).with_name("common_passwords.txt")


@cache
def _common() -> frozenset[str]:
    lines = _FILE.read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def check_password(password: str, email: str, field: str = "new_password") -> None:
    """Raises Invalid naming `field` and the broken rule."""
    if len(password) < MIN_LENGTH:
        raise Invalid.field(field, "password_short", min=MIN_LENGTH)
    if len(password) > MAX_LENGTH:
        raise Invalid.field(field, "password_long", max=MAX_LENGTH)
    folded = password.casefold()
    if is_common(folded):
        raise Invalid.field(field, "password_common")
    name = email.partition("@")[0].casefold()
    # A name of one or two letters is in half of all passwords.
    if len(name) > 2 and name in folded:
        raise Invalid.field(field, "password_has_name")


def is_common(folded: str) -> bool:
    """Known, or a known word dressed up with digits and signs at its ends."""
    return (
        len(set(folded)) < MIN_DIFFERENT
        or folded in _common()
        or _EDGES.sub("", folded) in _common()
    )
