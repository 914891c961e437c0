"""What usually stands where in a week of the demo theatre."""

from scripts.demo.planning import HALL_1, HALL_2, MAIN, SMALL

EVENINGS = ("Ревизор", "Три сестры", "Гроза", "Бесприданница", "Вишнёвый сад", "Дядя Ваня",
             "На дне", "Чайка")  # fmt: skip
SMALL_EVENINGS = ("Женитьба", "Дядя Ваня", "Гроза", "На дне")
CHILDREN = ("Золотой ключик", "Щелкунчик")
REHEARSED = ("Чайка", "Маскарад", "Вишнёвый сад", "Гроза", "Три сестры", "Ревизор", "Дядя Ваня",
              "Вечер с Хармсом", "Женитьба")  # fmt: skip

# Weekday (Monday 0), clock, venue, what; in the order in which they fill a week.
SLOTS = (
    (5, "19:00", MAIN, "show"), (4, "19:00", MAIN, "show"), (6, "18:00", MAIN, "show"),
    (5, "12:00", MAIN, "children"), (2, "19:00", MAIN, "show"), (4, "19:00", SMALL, "show"),
    (3, "19:00", MAIN, "show"), (1, "11:00", HALL_1, "rehearsal"), (6, "12:00", SMALL, "children"),
    (1, "19:00", MAIN, "show"), (2, "11:00", HALL_1, "rehearsal"),
    (3, "11:00", HALL_1, "rehearsal"), (0, "09:00", MAIN, "light"), (2, "19:00", SMALL, "show"),
    (0, "11:00", HALL_1, "rehearsal"), (4, "11:30", HALL_2, "rehearsal"),
    (5, "18:00", SMALL, "show"), (1, "11:00", SMALL, "rehearsal"), (3, "16:00", HALL_1, "sound"),
    (0, "19:00", MAIN, "show"), (4, "11:00", HALL_1, "rehearsal"),
    (3, "11:00", SMALL, "rehearsal"), (6, "11:00", HALL_1, "rehearsal"),
    (0, "16:00", HALL_2, "rehearsal"), (2, "09:00", MAIN, "machinery"),
    (5, "11:00", HALL_1, "rehearsal"), (1, "16:00", HALL_2, "rehearsal"),
)  # fmt: skip
NEAR, MONTH = len(SLOTS), 15
"""How many of the slots are filled: this week and the next, and the rest of the month."""
