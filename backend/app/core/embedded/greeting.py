"""What the user sees in the terminal."""

import contextlib
import sys
from pathlib import Path

from app.core.embedded.demo import DEMO_ACCOUNTS, DEMO_PASSWORD


def say(text: str) -> None:
    """One line of progress. A closed terminal is no reason to stop."""
    with contextlib.suppress(OSError):
        sys.stdout.write(f"Kulisa: {text}\n")
        sys.stdout.flush()


def welcome(url: str, data: Path, accounts: list[str]) -> None:
    """The address, the demo accounts and how to stop, in Russian and English."""
    lines = ["", f"  Кулиса открыта / Kulisa is open:   {url}", ""]
    shown = [account for account in DEMO_ACCOUNTS if account[0] in accounts]
    if shown:
        width = max(len(email) for email, _, _ in shown)
        lines.append(f"  Вход, общий пароль / sign in, one password:   {DEMO_PASSWORD}")
        lines += [
            f"    {email:<{width}}   {russian} / {english}" for email, russian, english in shown
        ]
        lines.append("")
    else:
        lines += [
            "  Первый пользователь / first user:   docs/deployment/embedded.md",
            "",
        ]
    lines += [f"  Данные / data:   {data}", "  Остановить / stop:   Ctrl-C", ""]
    with contextlib.suppress(OSError):
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()
