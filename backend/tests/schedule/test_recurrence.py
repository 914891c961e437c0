"""Rules of repetition: the RFC's own examples, local time, refusals, and what must not hang."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.kit import i18n
from app.kit.errors import FieldError, Invalid
from app.schedule.series import recurrence
from app.schedule.series.recurrence import expand, parse, shifted, split_rest, split_until
from tests.schedule.rfc5545 import EXAMPLES, TOO_OFTEN, Example

NEW_YORK = "America/New_York"
BERLIN = "Europe/Berlin"
MOSCOW = "Europe/Moscow"
at = datetime.fromisoformat
TUESDAY = at("2026-09-01T19:00")
# Those that last longer than we allow.
LONG = ("January to March of every other year", "1st, 100th and 200th day of every third year")

CODES = {
    "recurrence.malformed",
    "recurrence.too_often",
    "recurrence.endless",
    "recurrence.too_many",
    "recurrence.too_long",
    "recurrence.empty",
    "recurrence.gap",
    "recurrence.start_outside",
}


def refusal(rule: str, start: datetime = TUESDAY, zone: str = MOSCOW) -> FieldError:
    with pytest.raises(Invalid) as refused:
        expand(parse(rule), start, zone)
    (error,) = refused.value.errors
    assert error.field == "rrule"
    return error


def dates(rule: str, start: datetime = TUESDAY, zone: str = MOSCOW) -> list[str]:
    moments = expand(parse(rule), start, zone)
    return [f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" for moment in moments]


def expanded(example: Example, rule: str | None = None) -> list[datetime]:
    """An example's moments; one without an end is ended after the dates that the RFC lists."""
    text = rule or example.rule
    if example.forever and rule is None:
        text += f";COUNT={len(example.locals())}"
    exdates = []
    if example.excluded:
        local = at(example.excluded)
        exdates = [local.replace(tzinfo=ZoneInfo(NEW_YORK))]
    return expand(parse(text), example.starts_at, NEW_YORK, exdates)


@pytest.fixture
def far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recurrence, "MAX_YEARS", 10)


@pytest.mark.usefixtures("far")
@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_an_example_of_the_rfc_gives_its_dates(example: Example) -> None:
    zone = ZoneInfo(NEW_YORK)
    moments = expanded(example)
    assert moments == [local.replace(tzinfo=zone) for local in example.locals()]
    assert {moment.tzinfo for moment in moments} == {UTC}


@pytest.mark.parametrize("rule", TOO_OFTEN)
def test_an_example_of_the_rfc_that_comes_more_often_than_daily_is_refused(rule: str) -> None:
    assert refusal(rule).code == "recurrence.too_often"


@pytest.mark.parametrize("example", [one for one in EXAMPLES if one.forever], ids=str)
def test_a_rule_without_an_end_is_refused(example: Example) -> None:
    with pytest.raises(Invalid) as refused:
        expanded(example, example.rule)
    assert refused.value.errors[0].code == "recurrence.endless"


@pytest.mark.parametrize("example", [one for one in EXAMPLES if one.name in LONG], ids=str)
def test_a_series_ends_within_five_years(example: Example) -> None:
    assert refusal(example.rule, example.starts_at, NEW_YORK).code == "recurrence.too_long"


@pytest.mark.usefixtures("far")
@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_series_cut_in_two_has_the_dates_of_the_whole(example: Example) -> None:
    whole = expanded(example)
    rule = example.rule + (f";COUNT={len(whole)}" if example.forever else "")
    for cut in {1, len(whole) // 2, len(whole) - 1}:
        before, second = whole[:cut], whole[cut]
        local = second.astimezone(ZoneInfo(NEW_YORK)).replace(tzinfo=None)
        assert expanded(example, split_until(parse(rule), second)) == before
        assert expand(parse(split_rest(parse(rule), cut)), local, NEW_YORK) == whole[cut:]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_written_out_is_the_same_rule(example: Example) -> None:
    rule = parse(f"rrule:{example.rule.lower()}")
    assert rule == parse(example.rule) == parse(str(rule))


def test_an_evening_stays_an_evening_when_the_clocks_change() -> None:
    moments = expand(parse("FREQ=WEEKLY;COUNT=4"), at("2026-10-13T19:00"), BERLIN)
    assert [moment.hour for moment in moments] == [17, 17, 18, 18]
    assert {moment.astimezone(ZoneInfo(BERLIN)).hour for moment in moments} == {19}


def test_a_time_that_the_clocks_skip_is_refused_with_its_date() -> None:
    error = refusal("FREQ=WEEKLY;COUNT=4", at("2027-03-14T02:30"), BERLIN)
    assert error.code == "recurrence.gap"
    assert error.params == {"date": "28.03.2027 02:30"}


def test_a_time_that_the_clocks_skip_can_be_excluded() -> None:
    skipped = datetime(2027, 3, 28, 2, 30, tzinfo=ZoneInfo(BERLIN))
    rule = parse("FREQ=WEEKLY;COUNT=4")
    moments = expand(rule, at("2027-03-14T02:30"), BERLIN, [skipped])
    assert [moment.day for moment in moments] == [14, 21, 4]


def test_a_time_that_comes_twice_means_its_first_coming() -> None:
    moments = expand(parse("FREQ=DAILY;COUNT=3"), at("2026-10-24T02:30"), BERLIN)
    assert [f"{moment:%d %H:%M}" for moment in moments] == ["24 00:30", "25 00:30", "26 01:30"]


def test_a_day_as_the_end_belongs_to_the_series() -> None:
    assert dates("FREQ=DAILY;UNTIL=20260903") == [
        "2026-09-01 19:00", "2026-09-02 19:00", "2026-09-03 19:00",
    ]  # fmt: skip


def test_a_moment_as_the_end_is_told_in_utc() -> None:
    assert len(dates("FREQ=DAILY;UNTIL=20260903T160000Z")) == 3
    assert len(dates("FREQ=DAILY;UNTIL=20260903T155959Z")) == 2


def test_an_excluded_date_counts_and_is_left_out() -> None:
    excluded = datetime(2026, 9, 8, 16, tzinfo=UTC)
    moments = expand(parse("FREQ=WEEKLY;COUNT=3"), TUESDAY, MOSCOW, [excluded])
    assert [moment.day for moment in moments] == [1, 15]


def test_a_series_without_a_date_left_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        expand(parse("FREQ=DAILY;COUNT=1"), TUESDAY, MOSCOW, [datetime(2026, 9, 1, 16, tzinfo=UTC)])
    assert refused.value.errors[0].code == "recurrence.empty"


def test_the_start_has_to_fit_the_rule() -> None:
    error = refusal("FREQ=WEEKLY;BYDAY=MO;COUNT=3")
    assert (error.code, error.params) == ("recurrence.start_outside", {"date": "01.09.2026 19:00"})


def test_every_monday_and_one_tuesday_are_both_meant() -> None:
    assert dates("FREQ=MONTHLY;BYDAY=TU,2WE;COUNT=6") == [
        f"2026-09-{day:02} 19:00" for day in (1, 8, 9, 15, 22, 29)
    ]


def test_a_week_of_the_year_means_the_weekday_of_the_start() -> None:
    assert dates("FREQ=YEARLY;BYWEEKNO=36;COUNT=2") == ["2026-09-01 19:00", "2027-09-07 19:00"]


def test_a_week_that_moves_moves_its_days_and_its_beginning() -> None:
    rule = "FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=TU,SU;COUNT=6"
    start = TUESDAY
    for days in range(-8, 9):
        moved = parse(shifted(parse(rule), days))
        step = timedelta(days=days)
        assert expand(moved, start + step, MOSCOW) == [
            moment + step for moment in expand(parse(rule), start, MOSCOW)
        ]


def test_an_end_moves_with_its_week() -> None:
    assert shifted(parse("FREQ=WEEKLY;BYDAY=TU;UNTIL=20260929"), 1) == (
        "FREQ=WEEKLY;WKST=TU;BYDAY=WE;UNTIL=20260930"
    )
    assert shifted(parse("FREQ=MONTHLY;BYDAY=1TU;COUNT=3"), 1) == "FREQ=MONTHLY;BYDAY=1TU;COUNT=3"


@pytest.mark.parametrize(
    ("rule", "part"),
    [
        ("", ""),
        ("WEEKLY", "WEEKLY"),
        ("COUNT=3", "FREQ"),
        ("FREQ=FORTNIGHTLY;COUNT=3", "FREQ=FORTNIGHTLY"),
        ("FREQ=DAILY;FREQ=DAILY;COUNT=3", "FREQ=DAILY"),
        ("FREQ=DAILY;COUNT=3;", ""),
        ("FREQ=DAILY;COUNT=3;UNTIL=20260930", "COUNT, UNTIL"),
        ("FREQ=DAILY;COUNT=0", "COUNT=0"),
        ("FREQ=DAILY;COUNT=-1", "COUNT=-1"),
        ("FREQ=DAILY;COUNT=٣", "COUNT=٣"),
        ("FREQ=DAILY;COUNT=3.5", "COUNT=3.5"),
        ("FREQ=DAILY;INTERVAL=0;COUNT=3", "INTERVAL=0"),
        ("FREQ=DAILY;INTERVAL=1000000;COUNT=3", "INTERVAL=1000000"),
        ("FREQ=DAILY;UNTIL=2026-09-30", "UNTIL=2026-09-30"),
        ("FREQ=DAILY;UNTIL=20260231", "UNTIL=20260231"),
        ("FREQ=DAILY;UNTIL=20260930T190000", "UNTIL=20260930T190000"),
        ("FREQ=DAILY;UNTIL=20260930T250000Z", "UNTIL=20260930T250000Z"),
        ("FREQ=WEEKLY;BYDAY=;COUNT=3", "BYDAY="),
        ("FREQ=WEEKLY;BYDAY=XX;COUNT=3", "BYDAY=XX"),
        ("FREQ=WEEKLY;BYDAY=1TU;COUNT=3", "BYDAY"),
        ("FREQ=MONTHLY;BYDAY=0TU;COUNT=3", "BYDAY=0TU"),
        ("FREQ=MONTHLY;BYDAY=6TU;COUNT=3", "BYDAY"),
        ("FREQ=YEARLY;BYMONTH=12;BYDAY=53TU;COUNT=3", "BYDAY"),
        ("FREQ=YEARLY;BYWEEKNO=3;BYDAY=1TU;COUNT=3", "BYDAY"),
        ("FREQ=WEEKLY;WKST=1;COUNT=3", "WKST=1"),
        ("FREQ=YEARLY;BYMONTH=13;COUNT=3", "BYMONTH=13"),
        ("FREQ=YEARLY;BYMONTH=-1;COUNT=3", "BYMONTH=-1"),
        ("FREQ=MONTHLY;BYMONTHDAY=32;COUNT=3", "BYMONTHDAY=32"),
        ("FREQ=MONTHLY;BYMONTHDAY=0;COUNT=3", "BYMONTHDAY=0"),
        ("FREQ=WEEKLY;BYMONTHDAY=1;COUNT=3", "FREQ=WEEKLY, BYMONTHDAY"),
        ("FREQ=MONTHLY;BYYEARDAY=1;COUNT=3", "FREQ=MONTHLY, BYYEARDAY"),
        ("FREQ=DAILY;BYWEEKNO=1;COUNT=3", "FREQ=DAILY, BYWEEKNO"),
        ("FREQ=YEARLY;BYYEARDAY=367;COUNT=3", "BYYEARDAY=367"),
        ("FREQ=YEARLY;BYWEEKNO=54;COUNT=3", "BYWEEKNO=54"),
        ("FREQ=DAILY;BYHOUR=24;COUNT=3", "BYHOUR=24"),
        ("FREQ=DAILY;BYMINUTE=60;COUNT=3", "BYMINUTE=60"),
        ("FREQ=DAILY;BYSECOND=60;COUNT=3", "BYSECOND=60"),
        ("FREQ=MONTHLY;BYSETPOS=1;COUNT=3", "BYSETPOS"),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=367;COUNT=3", "BYSETPOS=367"),
        ("FREQ=DAILY;BYEASTER=1;COUNT=3", "BYEASTER=1"),
        ("FREQ=DAILY;X-NAME=1;COUNT=3", "X-NAME=1"),
        ("FREQ=DAILY\nCOUNT=3", "FREQ=DAILY\nCOUNT=3"),
        ("FREQ=DAILY;COUNT=3" + " " * 500, "FREQ=DAILY;COUNT=3  …"),
    ],
)
def test_a_malformed_rule_is_refused_with_the_part_that_is_wrong(rule: str, part: str) -> None:
    error = refusal(rule)
    assert (error.code, error.params) == ("recurrence.malformed", {"part": part})


HOURS = ",".join(str(number) for number in range(24))
MINUTES = ",".join(str(number) for number in range(60))
POSITIONS = ",".join(str(number) for number in range(200, 231))
DAYS = "MO,TU,WE,TH,FR,SA,SU"


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("FREQ=SECONDLY;COUNT=3", "too_often"),
        ("FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30", "too_often"),
        ("FREQ=HOURLY;INTERVAL=999999", "too_often"),
        ("FREQ=DAILY", "endless"),
        ("FREQ=DAILY;COUNT=1001", "too_many"),
        ("FREQ=DAILY;COUNT=999999", "too_many"),
        ("FREQ=DAILY;UNTIL=20310801", "too_many"),
        ("FREQ=DAILY;UNTIL=99991231T235959Z", "too_long"),
        ("FREQ=YEARLY;UNTIL=99991231", "too_long"),
        ("FREQ=YEARLY;COUNT=7", "too_long"),
        ("FREQ=YEARLY;COUNT=1000", "too_long"),
        ("FREQ=YEARLY;INTERVAL=999999;COUNT=2", "too_long"),
        ("FREQ=WEEKLY;INTERVAL=999999;COUNT=2", "too_long"),
        ("FREQ=DAILY;INTERVAL=999999;COUNT=2", "too_long"),
        ("FREQ=DAILY;UNTIL=19000101", "empty"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "empty"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1000", "empty"),
        ("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30,31;COUNT=1000", "empty"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=1000", "empty"),
        ("FREQ=DAILY;INTERVAL=999999;BYMONTH=2;BYMONTHDAY=30;COUNT=1000", "empty"),
        ("FREQ=MONTHLY;INTERVAL=12;BYMONTH=2;COUNT=1000", "empty"),
        ("FREQ=WEEKLY;INTERVAL=999999;BYDAY=MO;COUNT=1", "empty"),
        ("FREQ=YEARLY;BYWEEKNO=1;BYYEARDAY=200;COUNT=3", "empty"),
        ("FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6;BYDAY=MO;COUNT=3", "empty"),
        ("FREQ=YEARLY;BYDAY=53MO;BYYEARDAY=1;COUNT=3", "empty"),
        ("FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1;COUNT=3", "empty"),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6,-6;COUNT=3", "empty"),
        (f"FREQ=MONTHLY;BYDAY={DAYS};BYSETPOS={POSITIONS};COUNT=3", "empty"),
        (f"FREQ=DAILY;BYHOUR=1,2;BYSETPOS={POSITIONS};COUNT=3", "empty"),
        (f"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;BYHOUR={HOURS};BYSETPOS={POSITIONS}", "empty"),
        (f"FREQ=YEARLY;BYDAY={DAYS};BYSETPOS={POSITIONS},232;COUNT=3", "malformed"),
        (f"FREQ=DAILY;BYHOUR={HOURS};BYMINUTE={MINUTES};COUNT=3", "too_many"),
        (f"FREQ=DAILY;BYHOUR={HOURS};BYMINUTE=0;UNTIL=20310801", "too_many"),
        ("FREQ=DAILY;COUNT=" + "9" * 5000, "malformed"),
        ("FREQ=" + "A" * 100_000, "malformed"),
        (";" * 400, "malformed"),
        ("BYDAY=" + "MO," * 150, "malformed"),
    ],
)
def test_a_rule_made_to_hang_is_refused_at_once(rule: str, reason: str) -> None:
    began = time.process_time()
    assert refusal(rule).code == f"recurrence.{reason}"
    assert time.process_time() - began < 2  # dateutil alone takes many seconds


def test_a_thousand_dates_are_allowed() -> None:
    assert len(dates("FREQ=DAILY;COUNT=1000")) == 1000
    assert len(dates("FREQ=DAILY;UNTIL=20290527")) == 1000
    assert refusal("FREQ=DAILY;UNTIL=20290528").params == {"limit": 1000}


def test_five_years_to_the_day_are_allowed() -> None:
    assert dates("FREQ=YEARLY;COUNT=6")[-1] == "2031-09-01 19:00"
    assert len(dates("FREQ=YEARLY;UNTIL=20310901T160000Z")) == 6
    assert refusal("FREQ=YEARLY;UNTIL=20310901T160001Z").code == "recurrence.too_long"


@pytest.mark.parametrize("year", [1, 1000, 9001, 9999])
def test_a_start_outside_of_history_is_refused(year: int) -> None:
    error = refusal("FREQ=DAILY;COUNT=2", at(f"{year:04}-12-31T23:59"))
    assert error.code == "recurrence.start_outside"


@pytest.mark.parametrize("locale", i18n.LOCALES)
def test_every_refusal_has_its_text(locale: str) -> None:
    assert {f"error.{code}" for code in CODES} <= i18n.catalogue(locale).keys()


def _some(least: int, most: int, *, signed: bool = False) -> st.SearchStrategy[str]:
    numbers = st.integers(least, most)
    if signed:
        numbers |= st.integers(-most, -least)
    return st.lists(numbers.map(str), min_size=1, max_size=4).map(",".join)


_weekdays = st.lists(st.sampled_from(recurrence.WEEKDAYS), min_size=1, max_size=4)
_nth = st.tuples(st.sampled_from(["", "1", "2", "5", "-1", "-5"]), _weekdays).map(
    lambda drawn: ",".join(drawn[0] + day for day in drawn[1])
)
_parts = st.fixed_dictionaries(
    {"FREQ": st.sampled_from(recurrence.FREQUENCIES)},
    optional={
        "INTERVAL": st.integers(1, 400).map(str),
        "WKST": st.sampled_from(recurrence.WEEKDAYS),
        "BYMONTH": _some(1, 12),
        "BYMONTHDAY": _some(1, 31, signed=True),
        "BYDAY": _weekdays.map(",".join) | _nth,
        "BYWEEKNO": _some(1, 53, signed=True),
        "BYYEARDAY": _some(1, 366, signed=True),
        "BYHOUR": _some(0, 23),
        "BYSETPOS": _some(1, 6, signed=True),
    },
)
_ends = st.integers(1, 1000).map(lambda count: f"COUNT={count}") | st.integers(1, 2500).map(
    lambda days: f"UNTIL={TUESDAY + timedelta(days=days):%Y%m%d}"
)
_zones = st.sampled_from([MOSCOW, BERLIN, NEW_YORK, "Pacific/Apia", "Australia/Lord_Howe"])


@settings(max_examples=400, deadline=None)
@given(
    parts=_parts,
    end=_ends,
    start=st.datetimes(at("2025-01-01"), at("2030-01-01")).map(
        lambda moment: moment.replace(microsecond=0)
    ),
    zone=_zones,
)
def test_any_rule_gives_ascending_local_times_within_bounds(
    parts: dict[str, Any], end: str, start: datetime, zone: str
) -> None:
    tz = ZoneInfo(zone)
    code = None
    try:
        rule = parse(";".join([*(f"{name}={value}" for name, value in parts.items()), end]))
        assert parse(str(rule)) == rule
        # The start is excluded, for few of the starts drawn would fit.
        moments = expand(rule, start, zone, [start.replace(tzinfo=tz)])
    except Invalid as refused:
        code = refused.errors[0].code
        moments = []
    if not moments:
        assert code in CODES - {"recurrence.start_outside"}
        return
    locals_ = [moment.astimezone(tz).replace(tzinfo=None, fold=0) for moment in moments]
    assert 1 <= len(moments) <= 1000
    assert moments == sorted(set(moments))
    assert start < locals_[0]
    assert locals_[-1].year - start.year <= 5
    assert {(one.minute, one.second) for one in locals_} == {(start.minute, start.second)}
    assert {one.hour for one in locals_} <= set(rule.byhour or [start.hour])
    assert {one.month for one in locals_} <= set(rule.bymonth or range(1, 13))
    if rule.byday:
        assert {one.weekday() for one in locals_} <= {day.weekday for day in rule.byday}
