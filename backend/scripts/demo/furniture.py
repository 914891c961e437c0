"""Drawings of furniture and scenery."""

from scripts.demo.sheet import DARK, GOLD, PAPER, WOOD, Sheet, shade


def armchair(s: Sheet) -> None:
    s.shadow(30, 90)
    for x in (38, 78):
        s.box(x, 70, x + 4, 78, WOOD)
    s.box(40, 14, 80, 60, s.dark, 14)
    s.box(43, 17, 77, 60, s.colour, 11)
    s.box(50, 24, 70, 50, s.light, 4)
    s.box(32, 38, 44, 72, s.colour, 6)
    s.box(76, 38, 88, 72, s.colour, 6)
    s.box(43, 50, 77, 62, s.light, 4)
    s.box(42, 60, 78, 72, s.dark, 2)
    s.line(44, 66, 76, 66, fill=GOLD, width=0.8)


def armchair_back(s: Sheet) -> None:
    s.shadow(32, 88)
    for x in (40, 76):
        s.box(x, 68, x + 4, 78, WOOD)
    s.box(34, 40, 86, 70, s.dark, 6)
    s.box(38, 14, 82, 70, s.colour, 12)
    s.box(50, 34, 70, 48, PAPER, 1)
    for y in (38, 41, 44):
        s.line(53, y, 67, y, fill=DARK, width=0.7)


def armchair_tear(s: Sheet) -> None:
    s.box(0, 0, 120, 54, s.colour)
    s.box(0, 54, 120, 90, WOOD)
    for x in range(4, 120, 8):
        s.line(x, 54, x + 4, 54, fill=GOLD, width=1)
    s.shape(44, 54, 56, 40, 60, 44, 74, 54, fill=shade(s.colour, -0.55))
    s.line(50, 47, 70, 52, fill=PAPER, width=0.8)
    s.ring(36, 30, 82, 76, PAPER, 1.2)


def chair(s: Sheet) -> None:
    s.shadow(40, 80)
    for x in (42, 74):
        s.box(x, 14, x + 3.5, 78, s.dark, 1.5)
    s.arc(42, 8, 77.5, 40, start=180, end=360, fill=s.dark, width=3.5)
    s.arc(50, 20, 70, 56, start=180, end=360, fill=s.colour, width=2.5)
    s.box(39, 48, 81, 55, s.colour, 3)
    s.box(40, 49, 80, 51, s.light, 1)
    s.line(44, 66, 76, 66, fill=s.dark, width=2)


def stool(s: Sheet) -> None:
    s.shadow(30, 90)
    for x in (36, 80):
        s.box(x, 56, x + 4, 78, WOOD)
    s.line(38, 70, 82, 70, fill=WOOD, width=2)
    s.box(30, 44, 90, 58, s.colour, 4)
    s.box(30, 44, 90, 49, s.light, 3)


def table(s: Sheet) -> None:
    s.shadow(22, 98)
    s.box(18, 34, 102, 40, s.light, 2)
    s.box(22, 40, 98, 47, s.colour)
    for x in (24, 91):
        s.shape(x, 47, x + 5, 47, x + 4, 78, x + 1, 78, fill=s.dark)


def desk(s: Sheet) -> None:
    s.shadow(22, 98)
    s.box(20, 30, 100, 36, s.light, 1)
    for x in (24, 72):
        s.box(x, 36, x + 24, 76, s.colour, 1)
        for y in (39, 51, 63):
            s.box(x + 2, y, x + 22, y + 10, s.dark, 1)
            s.oval(x + 10.5, y + 3.5, x + 13.5, y + 6.5, GOLD)
    s.box(48, 36, 72, 44, s.dark)
    s.box(60, 22, 78, 30, PAPER)


def cabinet(s: Sheet) -> None:
    s.shadow(34, 86)
    s.box(34, 10, 86, 76, s.colour, 2)
    s.box(31, 8, 89, 13, s.light, 1)
    s.box(37, 16, 59, 72, s.dark, 1)
    s.box(61, 16, 83, 72, s.dark, 1)
    s.box(40, 19, 56, 40, s.colour, 1)
    s.box(64, 19, 80, 40, s.colour, 1)
    for x in (54, 63):
        s.oval(x, 45, x + 3, 48, GOLD)


def chest(s: Sheet) -> None:
    s.shadow(28, 92)
    s.box(28, 36, 92, 76, s.colour, 2)
    s.box(25, 32, 95, 38, s.light, 1)
    for y in (41, 53, 65):
        s.box(32, y, 88, y + 9, s.dark, 1)
        for x in (44, 73):
            s.oval(x, y + 3, x + 3, y + 6, GOLD)


def folding_screen(s: Sheet) -> None:
    s.shadow(24, 96)
    for n, x in enumerate((24, 48, 72)):
        lean = 3 if n % 2 else -3
        s.shape(x, 14 + lean, x + 24, 14 - lean, x + 24, 76 - lean, x, 76 + lean, fill=s.dark)
        s.shape(x + 2, 17 + lean, x + 22, 17 - lean, x + 22, 73 - lean, x + 2, 73 + lean,
                fill=s.light if n % 2 else s.colour)  # fmt: skip


def mirror(s: Sheet) -> None:
    s.shadow(38, 82)
    s.line(48, 60, 42, 78, fill=WOOD, width=3)
    s.line(72, 60, 78, 78, fill=WOOD, width=3)
    s.oval(38, 8, 82, 72, GOLD)
    s.oval(42, 12, 78, 68, "#CFDCE6")
    s.line(50, 40, 64, 22, fill="#F2F7FA", width=2.5)
    s.line(56, 46, 70, 28, fill="#F2F7FA", width=1.2)


def backdrop(s: Sheet) -> None:
    s.box(14, 10, 106, 74, s.light)
    s.box(14, 48, 106, 74, "#6B8F5A")
    s.oval(76, 16, 90, 30, "#F5DE9A")
    s.shape(14, 50, 38, 30, 58, 50, fill=s.dark)
    s.shape(40, 50, 68, 34, 96, 50, fill=s.colour)
    s.oval(34, 54, 92, 68, "#A9C7DA")
    s.box(11, 7, 109, 11, WOOD, 1)
    s.box(11, 73, 109, 76, WOOD, 1)


def curtain(s: Sheet) -> None:
    s.box(14, 8, 106, 12, WOOD, 1)
    for n, x in enumerate(range(18, 102, 7)):
        s.box(x, 12, x + 7, 76, s.colour if n % 2 else s.dark, 2)
    s.box(16, 12, 104, 20, s.light, 2)
    s.line(18, 72, 102, 72, fill=GOLD, width=1.5)


def steps(s: Sheet) -> None:
    s.shadow(24, 98)
    for n in range(3):
        top = 60 - n * 16
        s.box(26 + n * 22, top, 96, 77, s.dark if n % 2 else s.colour)
        s.box(24 + n * 22, top - 3, 98, top, s.light)


def column(s: Sheet) -> None:
    s.shadow(42, 78)
    s.box(47, 16, 73, 72, PAPER)
    for x in (51, 57, 63, 69):
        s.line(x, 18, x, 70, fill=shade(PAPER, -0.15), width=1)
    for y in (10, 70):
        s.box(42, y, 78, y + 7, s.light, 1)


def window(s: Sheet) -> None:
    s.shadow(32, 88)
    s.box(32, 10, 88, 76, s.colour, 1)
    for x in (36, 62):
        for y in (14, 36, 58):
            s.box(x, y, x + 22, y + 18 - (4 if y == 58 else 0), "#CFE0EA")
    s.line(40, 28, 50, 16, fill="#F2F7FA", width=1.5)
    s.box(28, 75, 92, 79, s.dark, 1)
