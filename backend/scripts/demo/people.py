"""The company of the demo theatre: sixty people whose names and departments stay the same."""

from dataclasses import dataclass
from random import Random

from app.kit.slug import slug

PASSWORD = "theatre-demo"  # noqa: S105 - printed on purpose


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
SECOND_COMPANY = (
    Somebody("admin@second.demo", "Ёлкина", "Мария", "Андреевна", "admin"),
    Somebody(
        "machinery.head@second.demo", "Зимин", "Борис", "Игоревич", "department_head", "machinery"
    ),
    Somebody("light.head@second.demo", "Котова", "Алла", "Юрьевна", "department_head", "light"),
    Somebody("actor@second.demo", "Северов", "Илья", "Маркович", "actor"),
)

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
_STAFF_UNTIL = 36


def company(size: int = 60) -> list[Somebody]:
    """The named accounts, a head for every department, staff in turn, and the acting company."""
    people = list(ACCOUNTS)
    people += [
        Somebody(f"{code}.head@theatre.demo", last, first, middle, "department_head", code)
        for code, last, first, middle in _HEADS
    ]
    random = Random(7)  # noqa: S311 - the same names each time, nothing secret
    taken = {person.email for person in people}
    while len(people) < size:
        number = len(people)
        last, first, middle = (random.choice(part) for part in (_WOMEN, _MEN)[number % 2])
        email = f"{slug(last)}.{slug(first)}@theatre.demo"
        if email in taken:
            continue
        taken.add(email)
        in_department = number < _STAFF_UNTIL
        role = "department_staff" if in_department else "actor"
        department = _DEPARTMENTS[number % 6] if in_department else None
        people.append(Somebody(email, last, first, middle, role, department))
    return people
