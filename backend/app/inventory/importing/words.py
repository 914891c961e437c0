"""States and conditions in the words of accountants and of other systems; paths and tags."""

import re
from typing import Literal

from app.inventory.importing.text import clean_line, is_nothing
from app.inventory.importing.workbook import Cell

Status = Literal["in_stock", "reserved", "on_stage", "on_tour", "in_repair", "decommissioned"]
Condition = Literal["good", "fair", "poor"]

_STATUSES: dict[Status, str] = {
    "in_stock": (
        "in stock|в наличии|на складе|склад|есть|имеется|на хранении|в эксплуатации|"
        "эксплуатируется|используется|в использовании|в работе|действующий|действующее|действует|"
        "активен|active|ready to deploy|ready|deployable|deployed|available|in storage|stored|"
        "in use|operational|доступен|доступно|свободен|свободно|на месте|ok|ок|в запасе"
    ),
    "reserved": "reserved|зарезервирован|зарезервировано|в резерве|резерв|бронь|забронировано",
    "on_stage": "on stage|на сцене|в спектакле|сцена|на площадке",
    "on_tour": "on tour|на гастролях|гастроли|в гастролях|в поездке|выездной",
    "in_repair": (
        "in repair|в ремонте|ремонт|на ремонте|out for repair|out for diagnostics|under repair|"
        "repair|maintenance|under maintenance|на реставрации|реставрация|требует ремонта|"
        "треб ремонт|треб ремонта|нуждается в ремонте|в реставрации|на обслуживании"
    ),
    "decommissioned": (
        "decommissioned|списано|списан|списана|к списанию|подлежит списанию|на списание|archived|"
        "выбыл|выбыло|выбытие|утилизировано|утилизирован|retired|disposed|scrapped|written off|"
        "broken not fixable|lost|stolen|lost stolen|утрачено|утеряно|утерян|потеряно|недостача|"
        "не подлежит ремонту|не пригодно|ликвидировано"
    ),
}
_CONDITIONS: dict[Condition, str] = {
    "good": (
        "good|хорошее|хорошая|хороший|хорошо|хор|отличное|отличный|отличная|отлично|отл|новое|"
        "новый|новая|нов|исправно|исправен|исправна|исправное|исправный|рабочее|рабочий|рабочая|"
        "годен|годно|годное|пригодно|норма|нормальное|в норме|new|excellent|very good|mint|"
        "like new|working|ok|ок|в хорошем состоянии|целое|цел"
    ),
    "fair": (
        "fair|удовлетворительное|удовлетворительно|удовлетворительный|удовлетворительная|удовл|"
        "уд|среднее|средний|средняя|средне|б у|бу|бывшее в употреблении|used|average|worn|"
        "acceptable|usable|потертое|потертый|изношено частично|требует чистки"
    ),
    "poor": (
        "poor|плохое|плохой|плохая|плохо|неудовлетворительное|неудовл|неуд|неисправно|неисправен|"
        "неисправна|неисправное|неисправный|сломано|сломан|сломана|поломан|поломано|не работает|"
        "нерабочее|нерабочий|нерабочая|негодно|непригодно|ветхое|ветхий|ветхая|изношено|изношен|"
        "изношенное|аварийное|bad|broken|damaged|defective|faulty|требует ремонта|треб ремонт|"
        "треб ремонта|нуждается в ремонте"
    ),
}
_STATUS_BY_WORD: dict[str, Status] = {
    w: s for s, words in _STATUSES.items() for w in words.split("|")
}
_CONDITION_BY_WORD: dict[str, Condition] = {
    w: c for c, words in _CONDITIONS.items() for w in words.split("|")
}
_NOT_WORDS = re.compile(r"[\W_]+")
_PATH = re.compile(r"\s*(?:→|[-–—]?>|\\)\s*|\s+/\s+")
_TAGS = re.compile(r"\s*[,;|\n]\s*")
_SAME = re.compile(r"(?<=№)\s+|(?<=#)\s+")


def _key(cell: Cell) -> str:
    return _NOT_WORDS.sub(" ", clean_line(cell).lower().replace("ё", "е")).strip()


def find_status(cell: Cell) -> Status | None:
    """None when the words are unknown (or there are none)."""
    return _STATUS_BY_WORD.get(_key(cell))


def find_condition(cell: Cell) -> Condition | None:
    """None when the words are unknown (or there are none)."""
    return _CONDITION_BY_WORD.get(_key(cell))


def split_path(cell: Cell) -> tuple[str, ...]:
    """«Мебель / Кресла» and "A > B" are branches of a tree; «Свет/звук» is one name."""
    text = clean_line(cell)
    if is_nothing(text):
        return ()
    return tuple(name for name in _PATH.split(text) if name)


def split_tags(cell: Cell) -> tuple[str, ...]:
    """Each tag once, in the order of the cell."""
    found: dict[str, str] = {}
    for piece in _TAGS.split(str(cell) if isinstance(cell, str) else clean_line(cell)):
        tag = clean_line(piece).lstrip("#")
        if tag:
            found.setdefault(tag.lower(), tag)
    return tuple(found.values())


def same_name(text: str) -> str:
    """Names that people mean as one: case, ё, spaces and «№ 1» beside «№1» make no difference."""
    return _SAME.sub("", clean_line(text)).lower().replace("ё", "е")
