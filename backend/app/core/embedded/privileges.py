"""PostgreSQL refuses to run as root, so root starts it as somebody else.

First choice is a private user namespace where root is seen as uid 1000: no account is created,
files stay root's, folders closed to others work. Where namespaces are refused (a default Docker
container) the server runs as the account ``postgres`` or ``nobody`` and owns its part of the data
folder.
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
_SEEN_AS = 1000
_ACCOUNTS = ("postgres", "nobody")

_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Identity:
    """Who the database server runs as. ``enter`` is called in the child, between fork and exec."""

    kind: Literal["self", "namespace", "account"]
    uid: int
    gid: int

    def enter(self) -> None:
        """Become this identity. Only system calls here: see processes.spawn."""
        if self.kind == "namespace":
            _enter_namespace(self.uid, self.gid)
        elif self.kind == "account":
            os.setgroups([])
            os.setgid(self.gid)
            os.setuid(self.uid)

    def own(self, folder: Path) -> None:
        """Give ``folder`` to the account and let it pass through the parents we made (0711: enter,
        not list).
        """
        if self.kind == "account":
            os.chown(folder, self.uid, self.gid)
            folder.parent.chmod(0o711)


def choose_identity(binary: Path) -> Identity:
    """The identity for ``binary`` (postgres) in this process, proven by running it. Raises
    StartRefusedError.
    """
    uid, gid = os.geteuid(), os.getegid()
    if uid != 0:
        return Identity("self", uid, gid)
    namespace = Identity("namespace", uid, gid)
    if _libc is not None and _can_run(binary, namespace):
        return namespace
    for name in _ACCOUNTS:
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        identity = Identity("account", account.pw_uid, account.pw_gid)
        if _can_run(binary, identity):
            return identity
    raise StartRefusedError(
        "PostgreSQL does not run as root, user namespaces are not allowed here, and the accounts "
        f"{' and '.join(_ACCOUNTS)} cannot run {binary}.\nStart as an ordinary user, or move the "
        "project to a folder that other users may enter, or set DATABASE_URL to another server."
    )


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


def _enter_namespace(uid: int, gid: int) -> None:
    if _libc is None or _libc.unshare(_CLONE_NEWUSER):
        raise OSError(ctypes.get_errno(), "unshare(CLONE_NEWUSER)")
    _write("/proc/self/setgroups", b"deny")
    _write("/proc/self/uid_map", b"%d %d 1" % (_SEEN_AS, uid))
    _write("/proc/self/gid_map", b"%d %d 1" % (_SEEN_AS, gid))


def _write(path: str, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY)
    try:
        os.write(descriptor, content)
    finally:
        os.close(descriptor)
