"""What happens to accounts and sessions."""

from dataclasses import dataclass

from app.kit.events import Event


@dataclass(frozen=True)
class RefreshReplayed(Event):
    """A used refresh token came back: it was copied. The whole session has been ended."""

    user_id: int
    ip: str | None
    device: str | None


@dataclass(frozen=True)
class UserInvited(Event):
    """Somebody has a new account and needs a link to choose a password."""

    user_id: int


@dataclass(frozen=True)
class ResetOrdered(Event):
    """An administrator wants the person to choose a new password."""

    user_id: int
