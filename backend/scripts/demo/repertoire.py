"""The demo theatre's fourteen titles, and what each of them needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from scripts.demo.things import Thing


@dataclass(frozen=True)
class Title:
    """`mark` is how the things made for it are called; `needs` number → pieces, scene, act."""

    title: str
    author: str
    genre: str
    age: str
    minutes: int
    premiere: date
    status: str = "active"
    subtitle: str | None = None
    director: str = "Громов А. В."
    artist: str = "Ковалёва Н. Н."
    composer: str | None = None
    choreographer: str | None = None
    intermissions: int = 1
    mark: str | None = None
    needs: tuple[tuple[str, int, str | None, int | None], ...] = ()


TITLES: tuple[Title, ...] = (
    Title("Чайка", "А. П. Чехов", "комедия", "12+", 165, date(2024, 9, 20),
          subtitle="Комедия в четырёх действиях", composer="Лебедев С. К.", mark="из «Чайки»",
          needs=(("МБ-0417", 6, "Усадьба, терраса", 1), ("МБ-0418", 6, "Усадьба, столовая", 3),
                 ("МБ-0233", 3, "Парк, озеро", 1), ("МБ-0102", 2, "Парк, озеро", 2),
                 ("РК-0518", 1, "Парк, озеро", 2), ("РК-0519", 1, "Кабинет Треплева", 4),
                 ("РК-0077", 2, "Парк, озеро", 2), ("РК-0420", 20, "Кабинет Треплева", 4),
                 ("СВ-1302", 16, None, None))),
    Title("Вишнёвый сад", "А. П. Чехов", "комедия", "12+", 170, date(2023, 3, 27),
          mark="из «Вишнёвого сада»",
          needs=(("МБ-0417", 12, "Детская", 1), ("РК-0112", 1, "Детская", 1),
                 ("РК-0240", 5, "Прихожая", 4), ("РК-0115", 2, "Поле", 2),
                 ("КС-2031", 1, "Гостиная", 3), ("СВ-1302", 12, None, None))),
    Title("Три сестры", "А. П. Чехов", "драма", "12+", 180, date(2022, 11, 12),
          mark="из «Трёх сестёр»",
          needs=(("МБ-0417", 18, "Дом Прозоровых", 1), ("СВ-1204", 4, "Комната Ольги", 3),
                 ("СВ-1180", 5, "Комната Ольги", 3), ("РК-0602", 1, "Дом Прозоровых", 1))),
    Title("Ревизор", "Н. В. Гоголь", "комедия", "12+", 155, date(2021, 10, 2),
          mark="из «Ревизора»",
          needs=(("МБ-0417", 16, "Дом городничего", 1), ("РК-0240", 2, "Гостиница", 2))),
    Title("Гроза", "А. Н. Островский", "драма", "16+", 140, date(2025, 2, 14), mark="из «Грозы»"),
    Title("Дядя Ваня", "А. П. Чехов", "драма", "12+", 150, date(2020, 12, 5),
          mark="из «Дяди Вани»", needs=(("РК-0340", 1, "Сад", 1),)),
    Title("Бесприданница", "А. Н. Островский", "драма", "16+", 160, date(2024, 3, 8),
          mark="из «Бесприданницы»", composer="Лебедев С. К."),
    Title("На дне", "М. Горький", "драма", "16+", 145, date(2019, 11, 23), mark="из «На дне»"),
    Title("Щелкунчик", "Э. Т. А. Гофман", "сказка", "6+", 95, date(2023, 12, 20),
          choreographer="Орлова М. Ю.", needs=(("РК-0088", 1, "Гостиная", 1),)),
    Title("Женитьба", "Н. В. Гоголь", "комедия", "12+", 120, date(2022, 4, 16),
          needs=(("РК-0112", 1, "Дом Агафьи Тихоновны", 1),)),
    Title("Золотой ключик", "А. Н. Толстой", "сказка", "0+", 80, date(2021, 12, 25),
          intermissions=0),
    Title("Маскарад", "М. Ю. Лермонтов", "драма", "16+", 175, date(2026, 10, 30),
          status="premiere", choreographer="Орлова М. Ю."),
    Title("Вечер с Хармсом", "Д. И. Хармс", "спектакль-концерт", "12+", 70, date(2027, 2, 12),
          status="in_development", intermissions=0),
    Title("Собачье сердце", "М. А. Булгаков", "трагикомедия", "16+", 150, date(2018, 9, 29),
          status="paused"),
)  # fmt: skip


def needs(title: Title, things: Sequence[Thing]) -> list[tuple[str, int, str | None, int | None]]:
    """Named things first, then what the workshops made for the title."""
    numbers = {thing.number for thing in things}
    named = [line for line in title.needs if line[0] in numbers]
    made = [
        (thing.number, max(1, thing.quantity // 2), None, None)
        for thing in things
        if title.mark is not None and thing.name.endswith(title.mark)
    ]
    return named + made
