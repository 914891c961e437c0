"""Short links that a player or a new tab can open without the caller's token.

A link is worth as much as the session that asked for it: it names that session, and every use asks
whether the session is alive and may read the file now.
"""

import base64
import binascii
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.kit import clock, security
from app.kit.errors import NotFound

LIFE = timedelta(minutes=5)
_PURPOSE = "file-link"
_PAYLOAD = re.compile(r"^(\d{1,10})\.([0-9a-f]{32})\.(inline|attachment)\.(\d{1,12})$")


class LinkEnded(NotFound):
    """One answer for a forged, an expired and a foreign link."""

    code = "file.link_ended"


@dataclass(frozen=True)
class Link:
    theater_id: int
    session_id: str
    disposition: str
    expires_at: datetime

    def sign(self, key: str, file_id: int) -> str:
        payload = self._payload
        mac = security.derive_token(key, _PURPOSE, f"{file_id}:{payload}")
        return f"{base64.urlsafe_b64encode(payload.encode()).decode().rstrip('=')}.{mac}"

    @property
    def _payload(self) -> str:
        until = int(self.expires_at.timestamp())
        return f"{self.theater_id}.{self.session_id}.{self.disposition}.{until}"


def new_link(theater_id: int, session_id: str, disposition: str) -> Link:
    until = (clock.now() + LIFE).replace(microsecond=0)
    return Link(theater_id, session_id, disposition, until)


def read(key: str, file_id: int, signature: str) -> Link:
    """What a link says, if we have signed it for this file and its time has not passed."""
    encoded, _, mac = signature.partition(".")
    try:
        payload = base64.b64decode(encoded + "=" * (-len(encoded) % 4), b"-_", validate=True)
        said = payload.decode("ascii")
        sent = mac.encode("ascii")
    except (binascii.Error, ValueError) as error:
        raise LinkEnded from error
    expected = security.derive_token(key, _PURPOSE, f"{file_id}:{said}")
    found = _PAYLOAD.match(said)
    if not hmac.compare_digest(expected.encode(), sent) or found is None:
        raise LinkEnded
    theater_id, session_id, disposition, until = found.groups()
    ends = datetime.fromtimestamp(int(until), tz=UTC)
    if ends <= clock.now():
        raise LinkEnded
    return Link(int(theater_id), session_id, disposition, ends)
