"""The examples of RFC 5545, section 3.8.5.3: a start in New York, a rule, the dates it gives.

Dates read "YYYY-MM: days", days as in "2-30" or "1,3,5". Where the RFC ends in dots, the dates it
lists are the beginning.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time


@dataclass(frozen=True)
class Example:
    name: str
    start: str
    rule: str
    dates: str
    forever: bool = False
    excluded: str | None = None
    times: tuple[time, ...] = (time(9),)

    def __str__(self) -> str:
        return self.name

    @property
    def starts_at(self) -> datetime:
        return datetime.fromisoformat(self.start)

    def locals(self) -> list[datetime]:
        return [datetime.combine(day, at) for day in _days(self.dates) for at in self.times]


def _days(text: str) -> Iterator[date]:
    for month in text.split(";"):
        year_month, days = month.split(":")
        for first, last in re.findall(r"(\d+)(?:-(\d+))?", days):
            for day in range(int(first), int(last or first) + 1):
                yield date.fromisoformat(f"{year_month.strip()}-{day:02}")


START = "19970902T090000"
JANUARIES = "1998-01: 1-31; 1999-01: 1-31; 2000-01: 1-31"
TEN_TUESDAYS_AND_THURSDAYS = "1997-09: 2,4,9,11,16,18,23,25,30; 1997-10: 2"
TWENTY_MINUTES = tuple(time(hour, minute) for hour in range(9, 17) for minute in (0, 20, 40))

EXAMPLES = (
    Example("daily, 10 times", START, "FREQ=DAILY;COUNT=10", "1997-09: 2-11"),
    Example(
        "daily until 24 December",
        START,
        "FREQ=DAILY;UNTIL=19971224T000000Z",
        "1997-09: 2-30; 1997-10: 1-31; 1997-11: 1-30; 1997-12: 1-23",
    ),
    Example(
        "every other day",
        START,
        "FREQ=DAILY;INTERVAL=2",
        "1997-09: 2,4,6,8,10,12,14,16,18,20,22,24,26,28,30;"
        "1997-10: 2,4,6,8,10,12,14,16,18,20,22,24,26,28,30;"
        "1997-11: 1,3,5,7,9,11,13,15,17,19,21,23,25,27,29; 1997-12: 1,3",
        forever=True,
    ),
    Example(
        "every 10 days, 5 times",
        START,
        "FREQ=DAILY;INTERVAL=10;COUNT=5",
        "1997-09: 2,12,22; 1997-10: 2,12",
    ),
    Example(
        "every day in January, yearly",
        "19980101T090000",
        "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
        JANUARIES,
    ),
    Example(
        "every day in January, daily",
        "19980101T090000",
        "FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1",
        JANUARIES,
    ),
    Example(
        "weekly, 10 times",
        START,
        "FREQ=WEEKLY;COUNT=10",
        "1997-09: 2,9,16,23,30; 1997-10: 7,14,21,28; 1997-11: 4",
    ),
    Example(
        "weekly until 24 December",
        START,
        "FREQ=WEEKLY;UNTIL=19971224T000000Z",
        "1997-09: 2,9,16,23,30; 1997-10: 7,14,21,28; 1997-11: 4,11,18,25; 1997-12: 2,9,16,23",
    ),
    Example(
        "every other week",
        START,
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
        "1997-09: 2,16,30; 1997-10: 14,28; 1997-11: 11,25; 1997-12: 9,23; 1998-01: 6,20;"
        "1998-02: 3,17",
        forever=True,
    ),
    Example(
        "Tuesdays and Thursdays, five weeks, by date",
        START,
        "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH",
        TEN_TUESDAYS_AND_THURSDAYS,
    ),
    Example(
        "Tuesdays and Thursdays, five weeks, by count",
        START,
        "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH",
        TEN_TUESDAYS_AND_THURSDAYS,
    ),
    Example(
        "Monday, Wednesday, Friday of every other week",
        "19970901T090000",
        "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
        "1997-09: 1,3,5,15,17,19,29; 1997-10: 1,3,13,15,17,27,29,31; 1997-11: 10,12,14,24,26,28;"
        "1997-12: 8,10,12,22",
    ),
    Example(
        "Tuesday and Thursday of every other week, 8 times",
        START,
        "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
        "1997-09: 2,4,16,18,30; 1997-10: 2,14,16",
    ),
    Example(
        "first Friday, 10 times",
        "19970905T090000",
        "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
        "1997-09: 5; 1997-10: 3; 1997-11: 7; 1997-12: 5; 1998-01: 2; 1998-02: 6; 1998-03: 6;"
        "1998-04: 3; 1998-05: 1; 1998-06: 5",
    ),
    Example(
        "first Friday until 24 December",
        "19970905T090000",
        "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR",
        "1997-09: 5; 1997-10: 3; 1997-11: 7; 1997-12: 5",
    ),
    Example(
        "first and last Sunday of every other month",
        "19970907T090000",
        "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
        "1997-09: 7,28; 1997-11: 2,30; 1998-01: 4,25; 1998-03: 1,29; 1998-05: 3,31",
    ),
    Example(
        "second-to-last Monday",
        "19970922T090000",
        "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
        "1997-09: 22; 1997-10: 20; 1997-11: 17; 1997-12: 22; 1998-01: 19; 1998-02: 16",
    ),
    Example(
        "third-to-last day of the month",
        "19970928T090000",
        "FREQ=MONTHLY;BYMONTHDAY=-3",
        "1997-09: 28; 1997-10: 29; 1997-11: 28; 1997-12: 29; 1998-01: 29; 1998-02: 26",
        forever=True,
    ),
    Example(
        "2nd and 15th, 10 times",
        START,
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
        "1997-09: 2,15; 1997-10: 2,15; 1997-11: 2,15; 1997-12: 2,15; 1998-01: 2,15",
    ),
    Example(
        "first and last day of the month, 10 times",
        "19970930T090000",
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
        "1997-09: 30; 1997-10: 1,31; 1997-11: 1,30; 1997-12: 1,31; 1998-01: 1,31; 1998-02: 1",
    ),
    Example(
        "10th to 15th of every 18th month",
        "19970910T090000",
        "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
        "1997-09: 10-15; 1999-03: 10-13",
    ),
    Example(
        "Tuesdays of every other month",
        START,
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
        "1997-09: 2,9,16,23,30; 1997-11: 4,11,18,25; 1998-01: 6,13,20,27; 1998-03: 3,10,17,24,31",
        forever=True,
    ),
    Example(
        "June and July, 10 times",
        "19970610T090000",
        "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
        "1997-06: 10; 1997-07: 10; 1998-06: 10; 1998-07: 10; 1999-06: 10; 1999-07: 10;"
        "2000-06: 10; 2000-07: 10; 2001-06: 10; 2001-07: 10",
    ),
    Example(
        "January to March of every other year",
        "19970310T090000",
        "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3",
        "1997-03: 10; 1999-01: 10; 1999-02: 10; 1999-03: 10; 2001-01: 10; 2001-02: 10;"
        "2001-03: 10; 2003-01: 10; 2003-02: 10; 2003-03: 10",
    ),
    Example(
        "1st, 100th and 200th day of every third year",
        "19970101T090000",
        "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
        "1997-01: 1; 1997-04: 10; 1997-07: 19; 2000-01: 1; 2000-04: 9; 2000-07: 18; 2003-01: 1;"
        "2003-04: 10; 2003-07: 19; 2006-01: 1",
    ),
    Example(
        "20th Monday of the year",
        "19970519T090000",
        "FREQ=YEARLY;BYDAY=20MO",
        "1997-05: 19; 1998-05: 18; 1999-05: 17",
        forever=True,
    ),
    Example(
        "Monday of week 20",
        "19970512T090000",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
        "1997-05: 12; 1998-05: 11; 1999-05: 17",
        forever=True,
    ),
    Example(
        "Thursdays in March",
        "19970313T090000",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
        "1997-03: 13,20,27; 1998-03: 5,12,19,26; 1999-03: 4,11,18,25",
        forever=True,
    ),
    Example(
        "Thursdays in summer",
        "19970605T090000",
        "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8",
        "1997-06: 5,12,19,26; 1997-07: 3,10,17,24,31; 1997-08: 7,14,21,28;"
        "1998-06: 4,11,18,25; 1998-07: 2,9,16,23,30; 1998-08: 6,13,20,27;"
        "1999-06: 3,10,17,24; 1999-07: 1,8,15,22,29; 1999-08: 5,12,19,26",
        forever=True,
    ),
    Example(
        "Friday the 13th",
        START,
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "1998-02: 13; 1998-03: 13; 1998-11: 13; 1999-08: 13; 2000-10: 13",
        forever=True,
        excluded=START,
    ),
    Example(
        "Saturday after the first Sunday",
        "19970913T090000",
        "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
        "1997-09: 13; 1997-10: 11; 1997-11: 8; 1997-12: 13; 1998-01: 10; 1998-02: 7; 1998-03: 7;"
        "1998-04: 11; 1998-05: 9; 1998-06: 13",
        forever=True,
    ),
    Example(
        "U.S. election day",
        "19961105T090000",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
        "1996-11: 5; 2000-11: 7; 2004-11: 2",
        forever=True,
    ),
    Example(
        "third of Tuesday, Wednesday, Thursday",
        "19970904T090000",
        "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
        "1997-09: 4; 1997-10: 7; 1997-11: 6",
    ),
    Example(
        "second-to-last weekday of the month",
        "19970929T090000",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
        "1997-09: 29; 1997-10: 30; 1997-11: 27; 1997-12: 30; 1998-01: 29; 1998-02: 26; 1998-03: 30",
        forever=True,
    ),
    Example(
        "every 20 minutes from 9:00 to 16:40",
        START,
        "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40",
        "1997-09: 2,3",
        forever=True,
        times=TWENTY_MINUTES,
    ),
    Example(
        "weeks that start on Monday",
        "19970805T090000",
        "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
        "1997-08: 5,10,19,24",
    ),
    Example(
        "weeks that start on Sunday",
        "19970805T090000",
        "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
        "1997-08: 5,17,19,31",
    ),
    Example(
        "30 February is passed over",
        "20070115T090000",
        "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
        "2007-01: 15,30; 2007-02: 15; 2007-03: 15,30",
    ),
)

# Those that come more often than daily.
TOO_OFTEN = (
    "FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z",
    "FREQ=MINUTELY;INTERVAL=15;COUNT=6",
    "FREQ=MINUTELY;INTERVAL=90;COUNT=4",
    "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16",
)
