"""The company of the demo theatre: sixty people whose names and departments stay the same."""

from dataclasses import dataclass
from random import Random

PASSWORD = "theatre-demo"


@dataclass(frozen=True)
class Somebody:
    email: str
    last_name: str
    first_name: str
    patronymic: str
    role: str
    department: str | None = None


ACCOUNTS = (
    Somebody("admin@theatre.demo", "Жданова", "Ксения", "Сергеевна", "admin"),
    Somebody("td@theatre.demo", "Ветров", "Сергей", "Борисович", "technical_director"),
    Somebody("assistant@theatre.demo", "Рябова", "Юлия", "Павловна", "assistant_director"),
    Somebody("light.head@theatre.demo", "Лапин", "Олег", "Степанович", "department_head", "light"),
    Somebody(
        "light.staff@theatre.demo", "Петров", "Андрей", "Николаевич", "department_staff", "light"
    ),
    Somebody("actor@theatre.demo", "Лебедев", "Кирилл", "Михайлович", "actor"),
)
SECOND_ADMIN = Somebody("admin@second.demo", "Ёлкина", "Мария", "Андреевна", "admin")

_HEADS = (
    ("sound", "Громова", "Татьяна", "Викторовна"),
    ("machinery", "Кузьмин", "Игорь", "Фёдорович"),
    ("costume", "Соловьёва", "Нина", "Аркадьевна"),
    ("makeup", "Белова", "Анна", "Львовна"),
    ("video", "Щукин", "Денис", "Романович"),
)
_WOMEN = (
    ("Орлова", "Савина", "Зайцева", "Ермолова", "Никитина", "Фролова", "Гущина", "Мальцева"),
    ("Вера", "Ольга", "Полина", "Дарья", "Софья", "Елена", "Галина", "Ирина"),
    ("Петровна", "Ильинична", "Олеговна", "Дмитриевна"),
)
_MEN = (
    ("Рогов", "Тихонов", "Воробьёв", "Чернов", "Сурков", "Гусев", "Панин", "Мельников"),
    ("Павел", "Максим", "Роман", "Юрий", "Глеб", "Артём", "Виктор", "Лев"),
    ("Петрович", "Ильич", "Олегович", "Дмитриевич"),
)
_DEPARTMENTS = ("light", "sound", "machinery", "costume", "makeup", "video")


def company(size: int = 60) -> list[Somebody]:
    """The named accounts, a head for every department, staff in turn, and the acting company."""
    people = list(ACCOUNTS)
    people += [
        Somebody(f"{code}.head@theatre.demo", last, first, middle, "department_head", code)
        for code, last, first, middle in _HEADS
    ]
    random = Random(7)  # noqa: S311 - the same names each time, nothing secret
    for number in range(len(people), size):
        last, first, middle = (random.choice(part) for part in (_WOMEN, _MEN)[number % 2])
        works_in_department = number < 36
        people.append(
            Somebody(
                f"person{number}@theatre.demo",
                last,
                first,
                middle,
                "department_staff" if works_in_department else "actor",
                _DEPARTMENTS[number % 6] if works_in_department else None,
            )
        )
    return people
