"""Objects (files) behind one interface: a local folder or any S3.

Keys are ours, `{theater_id}/{kind}/{uuid}`; names, types and sizes live in PostgreSQL. Failures
become `Unavailable("storage")` or `StorageFull`, never a half-written object.
"""

import contextlib
import errno
import os
import re
import secrets
import tempfile
from collections.abc import AsyncGenerator, Callable
from pathlib import Path
from typing import BinaryIO, Protocol, TypeVar

import anyio
import anyio.to_thread
import urllib3
from minio import Minio
from minio.error import InvalidResponseError, MinioException, S3Error
from urllib3.exceptions import HTTPError

from app.kit import disk
from app.kit.errors import NotFound, StorageFull, Unavailable

R = TypeVar("R")
CHUNK = 256 * 1024
_KEY = re.compile(r"^\d+/[a-z-]+/[0-9a-f]{32}$")


def new_key(theater_id: int, kind: str) -> str:
    return f"{theater_id}/{kind}/{secrets.token_hex(16)}"


class ObjectStore(Protocol):
    async def put(self, key: str, source: BinaryIO, size: int) -> None: ...

    async def get(self, key: str) -> bytes: ...

    def stream(
        self, key: str, start: int = 0, end: int | None = None
    ) -> AsyncGenerator[bytes, None]:
        """The bytes from `start` to `end`, both included; to the last one without `end`."""

    async def delete(self, key: str) -> None:
        """Deleting what is not there is no error: deletes are retried."""

    async def check(self) -> None:
        """Raises when the store does not answer."""


class LocalStore:
    """A folder. A write is a temporary file, fsync, rename: all of an object or nothing.

    The folder is made once, at the start. When it is gone later it was lost (a mount, a mistake):
    nothing is written beside it, and what lies in it is not "not found".
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        with contextlib.suppress(OSError):
            root.mkdir(parents=True, exist_ok=True)

    def _path(self, key: str) -> Path:
        if not _KEY.match(key):
            raise ValueError(f"not an object key: {key!r}")
        return self._root / key

    async def put(self, key: str, source: BinaryIO, size: int) -> None:
        await anyio.to_thread.run_sync(self._write, self._path(key), source, size)

    def _write(self, path: Path, source: BinaryIO, size: int) -> None:
        part = path.with_suffix(".part")
        disk.space.require(size)
        try:
            for folder in (path.parent.parent, path.parent):
                folder.mkdir(exist_ok=True)
            with part.open("wb") as target:
                while chunk := source.read(CHUNK):
                    target.write(chunk)
                target.flush()
                os.fsync(target.fileno())
            part.rename(path)
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
                raise StorageFull from error
            raise Unavailable("storage") from error

    async def get(self, key: str) -> bytes:
        path = self._path(key)
        try:
            return await anyio.to_thread.run_sync(path.read_bytes)
        except OSError as error:
            raise self._failure(error) from error

    async def stream(
        self, key: str, start: int = 0, end: int | None = None
    ) -> AsyncGenerator[bytes, None]:
        path = self._path(key)
        try:
            async with await anyio.open_file(path, "rb") as file:
                await file.seek(start)
                left = path.stat().st_size if end is None else end - start + 1
                while left > 0 and (chunk := await file.read(min(CHUNK, left))):
                    left -= len(chunk)
                    yield chunk
        except OSError as error:
            raise self._failure(error) from error

    def _failure(self, error: OSError) -> NotFound | Unavailable:
        is_gone = isinstance(error, FileNotFoundError) and self._root.is_dir()
        return NotFound() if is_gone else Unavailable("storage")

    async def delete(self, key: str) -> None:
        try:
            await anyio.to_thread.run_sync(self._path(key).unlink)
        except OSError as error:
            if isinstance(failure := self._failure(error), Unavailable):
                raise failure from error

    async def check(self) -> None:
        def writable() -> None:
            try:
                with tempfile.TemporaryFile(dir=self._root):
                    pass
            except OSError as error:
                raise Unavailable("storage") from error

        await anyio.to_thread.run_sync(writable)


_PART = 5 * 1024 * 1024
"""What S3 takes as a part at least. Without it the client reads a whole object into memory."""


class S3Store:
    """Any S3 by the minio client, in at most 16 threads; connect 2 s, read 10 s, no retries."""

    def __init__(
        self,
        endpoint: str,
        access_key: str,
        secret_key: str,
        *,
        secure: bool,
        region: str,
        bucket: str,
    ) -> None:
        self._bucket = bucket
        self._client = Minio(
            endpoint,
            access_key=access_key,
            secret_key=secret_key,
            secure=secure,
            region=region,
            http_client=urllib3.PoolManager(
                timeout=urllib3.Timeout(connect=2, read=10), retries=False, maxsize=16
            ),
        )
        self._threads = anyio.CapacityLimiter(16)

    async def _run(self, call: Callable[[], R]) -> R:
        try:
            return await anyio.to_thread.run_sync(call, limiter=self._threads)
        except S3Error as error:
            if error.code in ("NoSuchKey", "NoSuchObject"):
                raise NotFound from error
            if error.code in ("XMinioStorageFull", "QuotaExceeded"):
                raise StorageFull from error
            raise Unavailable("storage") from error
        except InvalidResponseError as error:
            # Some servers send `text/xml`, which the client does not read as an S3 error.
            if "<Code>NoSuchKey</Code>" in str(error):
                raise NotFound from error
            raise Unavailable("storage") from error
        except (MinioException, HTTPError, OSError) as error:
            raise Unavailable("storage") from error

    async def ensure_bucket(self) -> None:
        def ensure() -> None:
            if not self._client.bucket_exists(bucket_name=self._bucket):
                self._client.make_bucket(bucket_name=self._bucket)

        await self._run(ensure)

    async def put(self, key: str, source: BinaryIO, size: int) -> None:
        await self._run(
            lambda: self._client.put_object(
                bucket_name=self._bucket,
                object_name=key,
                data=source,
                length=size,
                part_size=_PART,
                num_parallel_uploads=1,
            )
        )

    async def get(self, key: str) -> bytes:
        def read() -> bytes:
            response = self._client.get_object(bucket_name=self._bucket, object_name=key)
            try:
                return response.read()
            finally:
                response.close()
                response.release_conn()

        return await self._run(read)

    async def stream(
        self, key: str, start: int = 0, end: int | None = None
    ) -> AsyncGenerator[bytes, None]:
        response = await self._run(
            lambda: self._client.get_object(
                bucket_name=self._bucket,
                object_name=key,
                offset=start,
                length=0 if end is None else end - start + 1,
            )
        )
        try:
            while chunk := await self._run(lambda: response.read(CHUNK)):
                yield chunk
        finally:
            response.close()
            response.release_conn()

    async def delete(self, key: str) -> None:
        with contextlib.suppress(NotFound):
            await self._run(
                lambda: self._client.remove_object(bucket_name=self._bucket, object_name=key)
            )

    async def check(self) -> None:
        await self._run(lambda: self._client.bucket_exists(bucket_name=self._bucket))
