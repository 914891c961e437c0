"""What a calendar says in words, found among the theatre's own: venues, titles, kinds."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from app.kit import i18n
from app.kit.uow import Uow
from app.performances.models import Performance
from app.schedule import references
from app.schedule.models import EventType

_QUOTED = re.compile(r"[«“„\"]([^«»“”„\"]{2,255})[»”“\"]")
_MARKS = re.compile(r"[\s«»“”„\"'.,;:!?()]+")


def same(text: str) -> str:
    """Texts that people take for equal are equal."""
    return _MARKS.sub(" ", text.casefold().replace("ё", "е")).strip()


@dataclass(frozen=True)
class Known:
    venues: dict[str, int]
    titles: dict[str, int]
    types: dict[str, EventType]

    @classmethod
    async def read(cls, uow: Uow) -> "Known":
        places = await references.VENUES.of(uow)
        rows = await uow.session.execute(
            select(Performance.id, Performance.title)
            .where(Performance.archived_at.is_(None))
            .order_by(Performance.id.desc())
        )
        types = {
            same(i18n.text(f"event_type.{kind}", locale)): kind
            for locale in i18n.LOCALES
            for kind in EventType
        }
        return cls(
            {same(places.refs[i]["name"]): i for i in sorted(places.active, reverse=True)},
            {same(title): performance_id for performance_id, title in rows},
            types | {same(kind): kind for kind in EventType},
        )

    def venue(self, location: str) -> int | None:
        """«Основная сцена», «Основная сцена, Театральная пл., 1»."""
        heads = [location, re.split(r"[,(\n]", location, maxsplit=1)[0]]
        return _first(self.venues, heads)

    def title(self, summary: str) -> int | None:
        """«Чайка», «Спектакль «Чайка»»."""
        return _first(self.titles, [summary, *_QUOTED.findall(summary)])

    def kind(self, categories: Iterable[str]) -> EventType | None:
        found = (self.types.get(same(word)) for word in categories)
        return next(filter(None, found), None)


def _first(known: dict[str, int], texts: Iterable[str]) -> int | None:
    return next((known[same(text)] for text in texts if same(text) in known), None)
