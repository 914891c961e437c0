"""Who may read a file: the thing that it is attached to decides, by the file's purpose.

A domain registers one question for its purpose; every path to a file (whole, thumbnail, link,
deletion) asks it, so that no two of them can disagree.
"""

from collections.abc import Awaitable, Callable

from app.files.models import File, FileState
from app.kit.errors import NotFound
from app.kit.uow import Uow

Checker = Callable[[Uow, File], Awaitable[bool]]
_checkers: dict[str, Checker] = {}


def readable(purpose: str) -> Callable[[Checker], Checker]:
    """Register who may read the files of a purpose."""

    def register(checker: Checker) -> Checker:
        if purpose in _checkers:
            raise RuntimeError(f"two domains decide about files of {purpose}")
        _checkers[purpose] = checker
        return checker

    return register


async def get_file(uow: Uow, file_id: int) -> File:
    """The file, if the caller may read it; NotFound otherwise, whatever the reason."""
    file: File | None = await uow.session.get(File, file_id)
    if file is None or not await _may_read(uow, file):
        raise NotFound
    return file


async def _may_read(uow: Uow, file: File) -> bool:
    if file.state == FileState.TEMP:
        return file.owner_id is not None and file.owner_id == uow.ctx.author_id
    checker = _checkers.get(file.purpose)
    return checker is not None and await checker(uow, file)
