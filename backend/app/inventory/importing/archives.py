"""Looking into an uploaded zip before any parser does: limits read from the directory and enforced.

The parser behind us inflates whatever the data says, not what the directory promised, so every
entry is inflated here once, counted, and only then handed on.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO

from app.inventory.importing.workbook import ImportFileError

MAX_ENTRIES = 1_000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 100
SMALL = 256 * 1024
"""An entry below this size may be packed as tightly as it likes: empty styles often are."""

CHUNK = 1024 * 1024
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_ENCRYPTED_FLAG = 0x1
_SYMLINK = 0o120000


class Archive:
    """A zip whose directory keeps the limits; `chunks` keeps them while inflating."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            with zipfile.ZipFile(BytesIO(data)) as opened:
                # Some programs write the folders of a name with the slash of their own system.
                self._entries = {
                    entry.filename.replace("\\", "/"): entry for entry in opened.infolist()
                }
                count = len(opened.infolist())
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise ImportFileError("import.damaged") from error
        self._check_directory(count)

    @property
    def names(self) -> list[str]:
        return list(self._entries)

    def _check_directory(self, count: int) -> None:
        entries = self._entries.values()
        if count > MAX_ENTRIES:
            raise ImportFileError("import.too_many_entries", {"limit": MAX_ENTRIES})
        if count != len(self._entries):
            raise ImportFileError("import.damaged")
        unpacked = sum(entry.file_size for entry in entries)
        packed = sum(entry.compress_size for entry in entries)
        if packed > len(self._data):
            raise ImportFileError("import.damaged")
        if unpacked > MAX_UNPACKED:
            raise _too_large()
        if unpacked > SMALL and unpacked > MAX_RATIO * max(packed, 1):
            raise _too_large()
        for entry in entries:
            self._check_entry(entry)

    @staticmethod
    def _check_entry(entry: zipfile.ZipInfo) -> None:
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise ImportFileError("import.encrypted")
        if (entry.external_attr >> 16) & 0o170000 == _SYMLINK:
            raise ImportFileError("import.not_a_spreadsheet")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ImportFileError("import.damaged")
        if entry.file_size > SMALL and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise _too_large()

    def read(self, name: str, limit: int) -> bytes:
        """A small entry as a whole; `limit` bytes at most."""
        content = bytearray()
        for chunk in self.chunks(name):
            content += chunk
            if len(content) > limit:
                raise _too_large()
        return bytes(content)

    def chunks(self, name: str) -> Iterator[bytes]:
        """The true content of an entry; refuses one that is larger than its directory said."""
        entry = self._entries[name]
        raw = self._raw(entry)
        if entry.compress_type == zipfile.ZIP_STORED:
            if len(raw) != entry.file_size:
                raise ImportFileError("import.damaged")
            yield from (bytes(raw[at : at + CHUNK]) for at in range(0, len(raw), CHUNK))
            return
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        total = 0
        pending: bytes | memoryview = raw
        while not inflater.eof:
            try:
                chunk = inflater.decompress(pending, CHUNK)
            except zlib.error as error:
                raise ImportFileError("import.damaged") from error
            pending = inflater.unconsumed_tail
            total += len(chunk)
            if total > entry.file_size:
                raise _too_large()
            if not chunk and not inflater.eof:
                raise ImportFileError("import.damaged")
            yield chunk
        if total != entry.file_size:
            raise ImportFileError("import.damaged")

    def repacked(self, renamed: Mapping[str, str], replaced: Mapping[str, bytes]) -> bytes:
        """The same archive with other names and contents of some entries."""
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
            for name in self.names:
                with packed.open(renamed.get(name, name), "w") as entry:
                    changed = replaced.get(name)
                    for chunk in self.chunks(name) if changed is None else (changed,):
                        entry.write(chunk)
        return stream.getvalue()

    def _raw(self, entry: zipfile.ZipInfo) -> memoryview:
        """The packed bytes, found through the local header, whose own sizes are not believed."""
        head = self._data[entry.header_offset : entry.header_offset + _LOCAL_HEADER.size]
        if len(head) < _LOCAL_HEADER.size:
            raise ImportFileError("import.damaged")
        fields = _LOCAL_HEADER.unpack(head)
        start = entry.header_offset + _LOCAL_HEADER.size + fields[-2] + fields[-1]
        raw = memoryview(self._data)[start : start + entry.compress_size]
        if fields[0] != b"PK\x03\x04" or len(raw) != entry.compress_size:
            raise ImportFileError("import.damaged")
        return raw


def _too_large() -> ImportFileError:
    return ImportFileError("import.too_large_unpacked", {"limit_mb": MAX_UNPACKED // 1024 // 1024})
