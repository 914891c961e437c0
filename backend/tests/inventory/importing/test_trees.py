from types import SimpleNamespace
from typing import Any

from app.inventory.importing.people import People
from app.inventory.importing.trees import TreeTargets


def tree(*rows: tuple[int, int | None, str]) -> TreeTargets:
    return TreeTargets(SimpleNamespace(id=i, parent_id=p, name=n) for i, p, n in rows)


def test_a_path_is_followed_from_the_root() -> None:
    found = tree((1, None, "Мебель"), (2, 1, "Кресла"), (3, None, "Реквизит"), (4, 3, "Кресла"))
    assert found.find(("мебель", "КРЕСЛА")) == 2
    assert found.find(("Реквизит", "Кресла")) == 4
    assert found.find(("Кресла",)) is None
    assert found.find(("Мебель", "Столы")) is None


def test_a_path_may_begin_at_the_only_node_of_its_name() -> None:
    found = tree((1, None, "Мебель"), (2, 1, "Кресла"))
    assert found.find(("Кресла",)) == 2
    found.want(("Кресла", "Красные"))
    assert list(found.missing.values()) == [("Кресла", "Красные")]
    found.made(("Кресла", "Красные"), 2, 7)
    assert found.find(("кресла", "красные")) == 7
    assert found.find(("Мебель", "Кресла", "Красные")) == 7


def test_missing_parents_are_made_before_their_children_and_once() -> None:
    found = tree((1, None, "Мебель"))
    for path in (("Мебель", "Столы", "Малые"), ("Свет",), ("мебель", "столы"), ("СВЕТ",)):
        found.want(path)
    assert list(found.missing.values()) == [
        ("Мебель", "Столы"),
        ("Мебель", "Столы", "Малые"),
        ("Свет",),
    ]


def person(number: int, last: str, first: str, middle: str | None) -> Any:
    return SimpleNamespace(
        id=number, email=f"p{number}@x.org", last_name=last, first_name=first, patronymic=middle
    )


def test_people_are_found_however_their_name_is_written() -> None:
    people = People([person(1, "Ёлкина", "Ольга", "Петровна"), person(2, "Ким", "Денис", None)])
    for name in ("Ёлкина О. П.", "Елкина О.П.", "О.П. Ёлкина", "ЁЛКИНА", "Ольга Петровна Ёлкина"):
        assert people.find(name) == 1, name
    assert people.find("Ким Д.") == people.find("p2@x.org") == 2
    assert people.find("Сидоров В.В.") is None


def test_a_name_that_means_two_people_means_nobody() -> None:
    people = People([person(1, "Ким", "Денис", None), person(2, "Ким", "Дарья", None)])
    assert people.find("Ким Д.") is None
    assert people.find("Ким Дарья") == 2
