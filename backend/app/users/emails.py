"""Which address may become somebody's name at sign-in. It is unique over the installation, and
what is wrong with an address is not told: whether it belongs to anybody elsewhere is nobody's
business."""

import hashlib
import re

from sqlalchemy.exc import IntegrityError

from app.auth.repository import find_account
from app.kit.errors import Invalid
from app.kit.session import Database
from app.kit.uow import Uow

_FORM = re.compile(r"^[^\s@<>\"(),:;\\\[\]]{1,64}@[\w-]+(\.[\w-]+)+$")
# One letter of the other alphabet makes an address that looks like somebody else's.
_LATIN, _CYRILLIC = re.compile("[A-Za-z]"), re.compile("[\u0400-\u04ff]")
_UNIQUE = "uq_users_email"


def unusable() -> Invalid:
    return Invalid.field("email", "user.email_unusable")


async def check_email(uow: Uow, db: Database, email: str, user_id: int | None = None) -> None:
    """Raises 422 for a broken or taken address; a taken one is journalled."""
    if not _FORM.match(email):
        raise unusable()
    if _LATIN.search(email) and _CYRILLIC.search(email):
        raise Invalid.field("email", "user.email_lookalike")
    account = await find_account(uow.session, email)
    if account is not None and account.user_id != user_id:
        # A unit of its own, for the refusal undoes this one.
        async with db.write(uow.ctx) as journal:
            mark = hashlib.sha256(email.lower().encode()).hexdigest()
            await journal.audit("email_refused", "user", user_id, {"email_sha256": [None, mark]})
        raise unusable()


async def flush(uow: Uow) -> None:
    """The same refusal for two who take one address at the same moment."""
    try:
        await uow.session.flush()
    except IntegrityError as error:
        cause = error.orig.__cause__ if error.orig is not None else None
        if getattr(cause, "constraint_name", None) == _UNIQUE:
            raise unusable() from error
        raise
