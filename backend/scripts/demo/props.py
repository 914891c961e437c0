"""Drawings of what lies on tables and hangs on hands."""

from scripts.demo.sheet import DARK, GOLD, PAPER, STEEL, WOOD, Sheet, shade


def samovar(s: Sheet) -> None:
    s.shadow(40, 80)
    s.box(48, 72, 72, 77, s.dark, 1)
    s.box(55, 62, 65, 73, s.dark)
    s.shape(42, 26, 78, 26, 72, 64, 48, 64)
    s.shape(46, 28, 54, 28, 56, 62, 51, 62, fill=s.light)
    s.box(40, 22, 80, 28, s.dark, 2)
    s.box(50, 14, 70, 22, s.colour, 2)
    s.oval(56, 7, 64, 15, s.dark)
    for x in (34, 78):
        s.ring(x, 32, x + 8, 44, WOOD, 2)
    s.box(57, 54, 63, 58, GOLD)
    s.line(60, 56, 60, 66, fill=GOLD, width=2.5)


def tea_set(s: Sheet) -> None:
    s.shadow(20, 100)
    s.oval(22, 34, 68, 76)
    s.box(38, 27, 52, 36, s.dark, 3)
    s.line(66, 60, 76, 42, fill=s.colour, width=4)
    s.ring(14, 44, 30, 66, s.dark, 2.5)
    s.oval(30, 42, 40, 56, s.light)
    s.ring(94, 58, 104, 69, s.dark, 1.8)
    s.oval(72, 72, 104, 77, s.light)
    s.shape(76, 56, 98, 56, 93, 75, 81, 75)
    s.oval(76, 53, 98, 59, s.dark)
    s.line(26, 62, 64, 62, fill=GOLD, width=1)


def vase(s: Sheet) -> None:
    s.shadow(44, 76)
    s.oval(42, 32, 78, 76)
    s.box(53, 14, 67, 44, s.colour, 3)
    s.box(49, 11, 71, 16, s.light, 2)
    s.oval(48, 42, 55, 62, s.light)
    s.arc(62, 22, 84, 52, start=270, end=90, fill=s.dark, width=2.5)


def tray(s: Sheet) -> None:
    s.oval(16, 40, 104, 76, s.dark)
    s.oval(16, 37, 104, 73)
    s.oval(24, 42, 96, 68, s.light)
    for x, y in ((48, 52), (60, 48), (70, 56)):
        s.oval(x, y, x + 8, y + 6, GOLD)


def books(s: Sheet) -> None:
    s.shadow(24, 96)
    for n, (x, y) in enumerate(((26, 64), (30, 52), (24, 40))):
        fill = (s.dark, s.colour, s.light)[n]
        s.box(x, y, x + 66, y + 12, fill, 2)
        s.box(x + 4, y + 2.5, x + 67, y + 9.5, PAPER)
        s.box(x, y, x + 8, y + 12, shade(fill, -0.2), 2)
    s.shape(40, 40, 66, 22, 92, 40, fill=PAPER)
    s.line(66, 22, 66, 40, fill=STEEL, width=0.8)


def papers(s: Sheet) -> None:
    s.shape(30, 22, 76, 14, 86, 66, 40, 74, fill=shade(PAPER, -0.12))
    s.box(40, 16, 86, 76, PAPER, 1)
    s.box(46, 22, 80, 30, s.colour)
    for y in (36, 42, 48, 54, 60):
        s.line(46, y, 80 if y % 4 else 70, y, fill=STEEL, width=1)
    s.oval(70, 62, 80, 72, s.dark)


def sword(s: Sheet) -> None:
    s.shape(34, 70, 92, 10, 95, 13, 37, 73, fill=STEEL)
    s.line(36, 71, 93, 12, fill="#E9EDF2", width=0.8)
    s.line(32, 62, 46, 76, fill=GOLD, width=3)
    s.line(24, 84, 36, 71, fill=s.colour, width=4.5)
    s.oval(20, 81, 28, 88, GOLD)


def gun(s: Sheet) -> None:
    s.line(28, 40, 106, 30, fill=STEEL, width=3.5)
    s.shape(10, 48, 52, 36, 56, 44, 30, 50, 14, 64, fill=s.colour)
    s.ring(46, 42, 56, 52, DARK, 1.5)
    s.box(50, 33, 56, 39, DARK, 1)


def clock(s: Sheet) -> None:
    s.shadow(34, 86)
    s.box(34, 66, 86, 76, s.dark, 2)
    s.box(40, 24, 80, 68, s.colour, 10)
    s.oval(44, 18, 76, 50, GOLD)
    s.oval(47, 21, 73, 47, PAPER)
    s.line(60, 34, 60, 25, fill=DARK, width=1.5)
    s.line(60, 34, 67, 38, fill=DARK, width=1.5)
    s.box(50, 54, 70, 62, s.light, 2)


def gramophone(s: Sheet) -> None:
    s.shadow(28, 92)
    s.box(30, 58, 84, 76, s.colour, 2)
    s.box(27, 55, 87, 59, s.dark, 1)
    s.oval(36, 50, 70, 58, DARK)
    s.line(72, 56, 80, 40, fill=GOLD, width=3)
    s.shape(78, 42, 62, 8, 106, 22, fill=GOLD)
    s.oval(62, 4, 107, 26, shade(GOLD, -0.25))


def telephone(s: Sheet) -> None:
    s.box(42, 14, 78, 74, s.colour, 4)
    s.oval(50, 30, 70, 50, s.light)
    s.oval(57, 37, 63, 43, DARK)
    s.line(46, 20, 74, 20, fill=GOLD, width=5)
    s.line(34, 24, 34, 54, fill=DARK, width=4)
    s.oval(29, 20, 39, 30, DARK)
    s.oval(29, 48, 39, 58, DARK)


def basket(s: Sheet) -> None:
    s.shadow(30, 90)
    s.arc(36, 8, 84, 80, start=180, end=360, fill=s.dark, width=3)
    s.shape(28, 44, 92, 44, 84, 77, 36, 77)
    for y in (50, 58, 66, 73):
        s.line(30 + (y - 44) / 4, y, 90 - (y - 44) / 4, y, fill=s.dark, width=1.5)
    s.box(26, 41, 94, 46, s.light, 2)


def lantern(s: Sheet) -> None:
    s.shadow(44, 76)
    s.ring(50, 4, 70, 22, DARK, 1.8)
    s.shape(46, 26, 60, 14, 74, 26, fill=s.dark)
    s.box(47, 26, 73, 66, "#F4E3AE", 3)
    s.oval(55, 38, 65, 58, "#F0B84A")
    s.line(60, 26, 60, 66, fill=s.dark, width=1)
    s.box(44, 66, 76, 77, s.colour, 2)


def candlestick(s: Sheet) -> None:
    s.shadow(42, 78)
    s.box(46, 73, 74, 77, s.dark, 2)
    s.line(60, 40, 60, 74, fill=s.colour, width=4)
    s.arc(34, 24, 86, 60, start=0, end=180, fill=s.colour, width=3)
    for x in (34, 60, 86):
        s.box(x - 3, 24, x + 3, 42, PAPER)
        s.oval(x - 2.5, 13, x + 2.5, 24, "#F0B84A")


def cage(s: Sheet) -> None:
    s.shadow(36, 84)
    s.pie(36, 8, 84, 60, start=180, end=360, fill="#F6F7FA")
    s.box(36, 34, 84, 70, "#F6F7FA")
    for x in range(36, 85, 8):
        s.line(60 + (x - 60) * 0.4, 12, x, 34, x, 72, fill=s.colour, width=1.3)
    s.box(32, 70, 88, 77, s.dark, 2)
    s.oval(54, 46, 68, 56, GOLD)


def fan(s: Sheet) -> None:
    for n in range(9):
        s.pie(14, 18, 106, 130, start=200 + n * 15, end=216 + n * 15,
              fill=s.light if n % 2 else s.colour)  # fmt: skip
    s.pie(42, 52, 78, 96, start=200, end=340, fill=WOOD)


def rug(s: Sheet) -> None:
    s.shape(22, 26, 98, 26, 110, 76, 10, 76, fill=s.dark)
    s.shape(28, 30, 92, 30, 101, 71, 19, 71)
    s.shape(40, 36, 80, 36, 86, 65, 34, 65, fill=GOLD)
    s.shape(60, 38, 78, 50, 60, 62, 42, 50, fill=s.dark)


def suitcase(s: Sheet) -> None:
    s.shadow(24, 96)
    s.arc(48, 16, 72, 40, start=180, end=360, fill=DARK, width=3.5)
    s.box(22, 28, 98, 76, s.colour, 5)
    s.box(22, 48, 98, 52, s.dark)
    for x in (34, 80):
        s.box(x, 28, x + 6, 76, s.dark)
    for x in (46, 68):
        s.box(x, 46, x + 6, 55, GOLD, 1)


def umbrella(s: Sheet) -> None:
    s.pie(16, 12, 104, 92, start=180, end=360)
    s.pie(44, 12, 76, 92, start=180, end=360, fill=s.light)
    s.line(60, 8, 60, 76, fill=WOOD, width=2)
    s.arc(60, 68, 72, 84, start=0, end=180, fill=WOOD, width=2)


def gull(s: Sheet) -> None:
    s.shadow(40, 80)
    s.line(58, 66, 58, 78, fill="#D8923A", width=1.5)
    s.line(64, 66, 64, 78, fill="#D8923A", width=1.5)
    s.oval(34, 38, 84, 68, "#FFFFFF")
    s.oval(72, 22, 94, 44, "#FFFFFF")
    s.shape(92, 30, 106, 34, 92, 38, fill="#D8923A")
    s.oval(83, 28, 87, 32, DARK)
    s.shape(12, 40, 40, 42, 72, 48, 60, 60, 36, 56, fill=STEEL)


def fir(s: Sheet) -> None:
    s.shadow(34, 86)
    s.box(56, 68, 64, 78, WOOD)
    for top, width in ((6, 14), (22, 21), (40, 28)):
        s.shape(60, top, 60 + width, top + 30, 60 - width, top + 30, fill="#3E7A4E")
    for x, y in ((58, 28), (48, 44), (70, 48), (56, 60)):
        s.oval(x, y, x + 5, y + 5, s.colour)


def rod(s: Sheet) -> None:
    s.line(14, 80, 98, 12, fill=s.colour, width=2.5)
    s.line(14, 80, 34, 64, fill=s.dark, width=4)
    s.line(98, 12, 100, 56, fill=STEEL, width=0.6)
    s.oval(97, 54, 103, 62, "#B3261E")
