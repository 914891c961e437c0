"""What has happened to an event, as the API answers it."""

from datetime import datetime
from typing import Annotated

from pydantic import Field, JsonValue

from app.kit.schemas import Out
from app.schedule.schemas import PersonRef


class HistoryCall(Out):
    """Whose call an entry is about; both are empty where the person is no longer known."""

    person: PersonRef | None
    role: str | None = Field(max_length=100)


class HistoryEntry(Out):
    """`call`: of a change of a call; the reason of a decline is told to planners alone."""

    at: datetime
    action: str = Field(max_length=50)
    entity: str = Field(max_length=50)
    actor: PersonRef | None
    call: HistoryCall | None
    changes: dict[Annotated[str, Field(max_length=100)], JsonValue] = Field(max_length=200)


class History(Out):
    items: list[HistoryEntry] = Field(max_length=100)
