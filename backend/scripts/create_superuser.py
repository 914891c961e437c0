"""Create an operator of the installation, and a first theatre where there is none.

`python -m scripts.create_superuser --email … [--theater-code … --theater-name …]` (DATABASE_URL and
the other settings as for the server). The password is asked twice, or read from KULISA_PASSWORD.
For an account that exists, the same command makes it an operator after a confirmation (`--yes`
answers it) and leaves its password alone.
"""

import argparse
import asyncio
import getpass
import os
import sys

from sqlalchemy import select, text

from app import models as models  # every table is known before the first session
from app.auth.passwords import check_password
from app.auth.permissions import RoleCode
from app.auth.repository import find_account
from app.core.config import Settings, load_settings
from app.core.lifespan import make_redis
from app.kit import i18n, security
from app.kit.cache import DataVersions
from app.kit.context import system_context
from app.kit.errors import Invalid
from app.kit.session import Database, make_engine
from app.kit.uow import Uow
from app.theaters.founding import found_theater
from app.users.models import Role, User, UserRole


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--email", required=True)
    parser.add_argument("--theater-code", help="of a theatre to use, or to create")
    parser.add_argument("--theater-name", help="of a theatre to create")
    parser.add_argument("--first-name", default="Администратор")
    parser.add_argument("--last-name", default="Системный")
    parser.add_argument("--yes", action="store_true", help="do not ask before raising an account")
    return parser.parse_args()


def read_password(email: str) -> str:
    """Raises SystemExit for a password that the application would refuse."""
    password = os.environ.get("KULISA_PASSWORD")
    if password is None:
        password = getpass.getpass("Password: ")
        if getpass.getpass("Again: ") != password:
            sys.exit("The two passwords differ.")
    try:
        check_password(password, email)
    except Invalid as error:
        broken = error.errors[0]
        sys.exit(i18n.text(f"error.{broken.code}", "en", broken.params))
    return password


async def find_or_found(db: Database, options: argparse.Namespace) -> int:
    """The theatre of the new account: the named one, the only one, or a new one."""
    async with db.anonymous() as session:
        known = (await session.execute(text("SELECT id, code FROM theaters_all()"))).all()
        if options.theater_code is None and len(known) == 1:
            return int(known[0].id)
        if options.theater_code is None and known:
            sys.exit(f"Name a theatre by --theater-code: {', '.join(row.code for row in known)}")
        code = options.theater_code or "main"
        for row in known:
            if row.code.lower() == code.lower():
                return int(row.id)
        return await found_theater(session, options.theater_name or code, code)


async def raise_account(db: Database, user_id: int, theater_id: int, *, yes: bool) -> str:
    async with db.write(system_context(theater_id)) as uow:
        user = await uow.session.get_one(User, user_id)
        if user.is_superuser:
            return f"{user.email} is an operator already."
        if not yes:
            answer = await asyncio.to_thread(input, f"Make {user.email} an operator? [y/N] ")
            if answer.strip().lower() != "y":
                sys.exit("Nothing has been changed.")
        user.is_superuser = True
        return f"{user.email} is an operator now; the password stays as it was."


async def create_account(uow: Uow, options: argparse.Namespace, hashed: str) -> None:
    user = User(
        email=options.email,
        hashed_password=hashed,
        first_name=options.first_name,
        last_name=options.last_name,
        is_superuser=True,
        is_verified=True,
    )
    uow.session.add(user)
    await uow.session.flush()
    admin = await uow.session.scalar(select(Role.id).where(Role.code == RoleCode.ADMIN))
    if admin is not None:
        uow.session.add(UserRole(user_id=user.id, role_id=admin))


async def run(settings: Settings, options: argparse.Namespace) -> str:
    redis = make_redis(settings)
    db = Database(
        make_engine(settings.database_url, pool_size=2), DataVersions(redis, settings.database_name)
    )
    try:
        async with db.anonymous() as session:
            account = await find_account(session, options.email)
        if account is not None:
            return await raise_account(db, account.user_id, account.theater_id, yes=options.yes)
        hashed = security.hash_password_now(read_password(options.email))
        theater_id = await find_or_found(db, options)
        async with db.write(system_context(theater_id)) as uow:
            await create_account(uow, options, hashed)
        return f"{options.email} is an operator of the installation now."
    finally:
        await db.close()
        await redis.aclose()


def main() -> None:
    options = arguments()
    print(asyncio.run(run(load_settings(), options)))


if __name__ == "__main__":
    main()
