"""PostgreSQL refuses to run as root, so root starts it as somebody else.

First choice is a private user namespace where root is seen as an ordinary account: nothing is
created, files stay root's, folders closed to others work. Where namespaces are refused (a default
Docker container) the server runs as the account ``postgres`` or ``nobody`` and owns its part of the
data folder. A user id without an account (``docker run --user 4242``) needs the namespace too,
because initdb asks for the name of whoever runs it.
"""

import ctypes
import os
import pwd
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.core.embedded.errors import StartRefusedError

_CLONE_NEWUSER = 0x10000000
_ACCOUNTS = ("postgres", "nobody")

_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Identity:
    """Who the database server runs as. ``enter`` is called in the child, between fork and exec."""

    kind: Literal["self", "namespace", "account"]
    uid: int
    gid: int
    seen_as: int = 0
    """In a namespace: the id that the server sees instead of ``uid``."""

    def enter(self) -> None:
        """Become this identity. Only system calls here: see processes.spawn."""
        if self.kind == "namespace":
            _enter_namespace(self.uid, self.gid, self.seen_as)
        elif self.kind == "account":
            os.setgroups([])
            os.setgid(self.gid)
            os.setuid(self.uid)

    def own(self, folder: Path) -> None:
        """Give ``folder``, with all in it, to whoever the server runs as, if it is not theirs."""
        if folder.stat().st_uid != self.uid:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, self.uid, self.gid, follow_symlinks=False)
        if self.kind == "account":
            folder.parent.chmod(0o711)  # the parent is ours: others may pass, not list


def choose_identity(binary: Path) -> Identity:
    """The identity for ``binary`` (postgres), proven by running it. Raises StartRefusedError."""
    uid, gid = os.geteuid(), os.getegid()
    if uid != 0 and _has_name(uid):
        return Identity("self", uid, gid)
    accounts = [account for account in pwd.getpwall() if account.pw_name in _ACCOUNTS]
    if _libc is not None and accounts:
        namespace = Identity("namespace", uid, gid, seen_as=accounts[0].pw_uid)
        if _can_run(binary, namespace):
            return namespace
    if uid != 0:
        raise StartRefusedError(
            f"PostgreSQL cannot run as user id {uid}, which has no account on this machine: "
            "start as a user with a name, or set DATABASE_URL to another server."
        )
    for account in accounts:
        identity = Identity("account", account.pw_uid, account.pw_gid)
        if _can_run(binary, identity):
            return identity
    raise StartRefusedError(
        "PostgreSQL does not run as root, user namespaces are not allowed here, and the accounts "
        f"{' and '.join(_ACCOUNTS)} cannot run {binary}.\nStart as an ordinary user, or move the "
        "project to a folder that other users may enter, or set DATABASE_URL to another server."
    )


def _has_name(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _can_run(binary: Path, identity: Identity) -> bool:
    try:
        probe = subprocess.run(
            [str(binary), "--version"],
            preexec_fn=identity.enter,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return probe.returncode == 0


def _enter_namespace(uid: int, gid: int, seen_as: int) -> None:
    if _libc is None or _libc.unshare(_CLONE_NEWUSER):
        raise OSError(ctypes.get_errno(), "unshare(CLONE_NEWUSER)")
    _write("/proc/self/setgroups", b"deny")
    _write("/proc/self/uid_map", b"%d %d 1" % (seen_as, uid))
    _write("/proc/self/gid_map", b"%d %d 1" % (seen_as, gid))


def _write(path: str, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY)
    try:
        os.write(descriptor, content)
    finally:
        os.close(descriptor)
