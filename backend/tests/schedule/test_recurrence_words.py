"""A rule told in words, in both languages."""

import pytest

from app.kit import i18n
from app.schedule.series.recurrence import parse
from app.schedule.series.wording import describe
from tests.schedule.rfc5545 import EXAMPLES, Example


@pytest.mark.parametrize(
    ("rule", "russian", "english"),
    [
        (
            "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=10",
            "каждую неделю по вт и чт, 10 раз",
            "every week on Tue and Thu, 10 times",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR,TU,MO,TH,WE;COUNT=22",
            "каждые 2 недели по будням, 22 раза",
            "every 2 weeks on weekdays, 22 times",
        ),
        (
            "FREQ=WEEKLY;BYDAY=SU,MO,FR;UNTIL=20270531",
            "каждую неделю по пн, пт и вс до 31.05.2027",
            "every week on Mon, Fri and Sun until 31.05.2027",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=21;BYDAY=SA,SU;COUNT=1",
            "раз в 21 неделю по выходным, 1 раз",
            "every 21 weeks at weekends, 1 time",
        ),
        ("FREQ=DAILY;INTERVAL=11;COUNT=21", "каждые 11 дней, 21 раз", "every 11 days, 21 times"),
        ("FREQ=DAILY;INTERVAL=3;COUNT=12", "каждые 3 дня, 12 раз", "every 3 days, 12 times"),
        (
            "FREQ=DAILY;BYHOUR=19,12;BYMINUTE=0;COUNT=104",
            "каждый день в 12:00 и 19:00, 104 раза",
            "every day at 12:00 and 19:00, 104 times",
        ),
        ("FREQ=DAILY;BYHOUR=12,19", "каждый день 2 раза в день", "every day 2 times a day"),
        (
            "FREQ=MONTHLY;BYDAY=2MO",
            "каждый второй понедельник месяца",
            "every second Monday of the month",
        ),
        (
            "FREQ=MONTHLY;BYDAY=-1FR;COUNT=3",
            "каждую последнюю пятницу месяца, 3 раза",
            "every last Friday of the month, 3 times",
        ),
        (
            "FREQ=MONTHLY;BYDAY=1SU;BYMONTH=5",
            "каждое первое воскресенье месяца в мае",
            "every first Sunday of the month in May",
        ),
        (
            "FREQ=MONTHLY;BYDAY=2TU,4SA",
            "каждый месяц во второй вторник и в четвёртую субботу",
            "every month on the second Tuesday and on the fourth Saturday",
        ),
        (
            "FREQ=MONTHLY;BYDAY=MO,-2WE",
            "каждый месяц по пн и в предпоследнюю среду",
            "every month on Mon and on the last but one Wednesday",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=15,2",
            "каждый месяц 2 и 15 числа",
            "every month on days 2 and 15",
        ),
        (
            "FREQ=MONTHLY;INTERVAL=18;BYMONTHDAY=10,11,12,13,14,15,-1",
            "каждые 18 месяцев 10–15 числа и в последний день месяца",
            "every 18 months on days 10–15 and on the last day of the month",
        ),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=5",
            "каждый месяц по будням, из них только № 1 с конца, 5 раз",
            "every month on weekdays, of these only no. 1 from the end, 5 times",
        ),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=27", "каждый год 27 марта", "every year on 27 March"),
        (
            "FREQ=YEARLY;INTERVAL=2;BYMONTH=3,1,8",
            "каждые 2 года в январе, марте и августе",
            "every 2 years in January, March and August",
        ),
        (
            "FREQ=YEARLY;INTERVAL=5;BYDAY=-20WE",
            "каждые 5 лет в 20-ю с конца среду",
            "every 5 years on the Wednesday no. 20 from the end",
        ),
        (
            "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
            "каждый год по пн на неделе года № 20",
            "every year on Mon in week no. 20 of the year",
        ),
    ],
)
def test_a_rule_is_told_in_both_languages(rule: str, russian: str, english: str) -> None:
    assert describe(parse(rule), "ru") == russian
    assert describe(parse(rule), "en") == english


def test_the_last_day_is_told_as_the_theatre_sees_it() -> None:
    rule = parse("FREQ=WEEKLY;UNTIL=20270531T213000Z")
    assert describe(rule, "ru", "Europe/Moscow") == "каждую неделю до 01.06.2027"
    assert describe(rule, "ru", "Europe/Berlin") == "каждую неделю до 31.05.2027"


@pytest.mark.parametrize("locale", i18n.LOCALES)
@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_every_example_of_the_rfc_can_be_told(example: Example, locale: str) -> None:
    said = describe(parse(example.rule), locale)
    assert said
    assert "{" not in said
    assert "recurrence." not in said
