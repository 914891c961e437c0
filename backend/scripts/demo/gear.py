"""Drawings of costumes, light, sound and video."""

from scripts.demo.sheet import DARK, GOLD, STEEL, WOOD, Sheet, shade


def spotlight(s: Sheet) -> None:
    s.shape(74, 30, 112, 16, 112, 74, 74, 56, fill="#FBF1CF")
    s.line(46, 40, 46, 8, fill=STEEL, width=3)
    s.box(36, 4, 56, 9, DARK, 1)
    s.box(22, 28, 62, 58, DARK, 5)
    s.shape(60, 30, 76, 26, 76, 60, 60, 56, fill=s.colour)
    s.box(14, 36, 24, 50, STEEL, 2)
    s.arc(28, 18, 64, 54, start=180, end=360, fill=STEEL, width=2.5)


def led_bar(s: Sheet) -> None:
    s.shadow(16, 104)
    s.box(14, 44, 106, 68, DARK, 3)
    for n, x in enumerate(range(19, 100, 12)):
        s.oval(x, 50, x + 10, 60, (s.colour, s.light, GOLD)[n % 3])
    for x in (24, 90):
        s.box(x, 68, x + 6, 77, STEEL)


def cable(s: Sheet) -> None:
    for n in range(4):
        s.ring(28 + n * 3, 14 + n * 3, 88 - n * 3, 74 - n * 3, s.dark if n % 2 else s.colour, 2.5)
    s.line(84, 60, 104, 76, fill=s.colour, width=2.5)
    s.box(98, 72, 112, 80, DARK, 2)
    s.box(52, 10, 64, 22, GOLD, 1)


def microphone(s: Sheet) -> None:
    s.shadow(44, 76)
    s.shape(52, 40, 68, 40, 64, 78, 56, 78, fill=DARK)
    s.oval(44, 8, 76, 42, STEEL)
    for y in (16, 22, 28, 34):
        s.line(47, y, 73, y, fill=shade(STEEL, -0.3), width=0.8)
    s.box(47, 38, 73, 44, s.colour, 2)


def speaker(s: Sheet) -> None:
    s.shadow(36, 84)
    s.box(36, 8, 84, 77, DARK, 4)
    s.box(40, 12, 80, 73, shade(DARK, 0.12), 3)
    s.oval(50, 14, 70, 34, s.dark)
    s.oval(55, 19, 65, 29, STEEL)
    s.oval(42, 36, 78, 72, s.colour)
    s.oval(52, 46, 68, 62, DARK)


def mixer(s: Sheet) -> None:
    s.shadow(18, 102)
    s.shape(22, 30, 98, 30, 106, 74, 14, 74, fill=DARK)
    s.box(34, 20, 86, 34, s.colour, 2)
    for n, x in enumerate(range(24, 96, 9)):
        s.line(x + 1, 44, x, 68, fill=STEEL, width=1)
        y = 48 + (n * 7) % 16
        s.box(x - 2, y, x + 3.5, y + 4, s.light, 1)


def projector(s: Sheet) -> None:
    s.shape(86, 44, 118, 22, 118, 76, 86, 56, fill="#EAF1FB")
    s.shadow(16, 92)
    s.box(14, 34, 90, 70, s.colour, 4)
    s.box(14, 34, 90, 44, s.light, 4)
    s.oval(70, 40, 94, 64, DARK)
    s.oval(76, 46, 88, 58, "#7FA8D8")
    for y in (52, 57, 62):
        s.line(22, y, 52, y, fill=s.dark, width=1.5)
    for x in (22, 74):
        s.box(x, 70, x + 8, 76, DARK, 1)


def dress(s: Sheet) -> None:
    s.arc(52, 4, 68, 16, start=150, end=360, fill=STEEL, width=1.2)
    s.line(42, 20, 60, 12, 78, 20, fill=STEEL, width=1.5)
    s.shape(48, 18, 54, 18, 60, 26, 66, 18, 72, 18, 70, 40, 50, 40)
    s.shape(50, 40, 70, 40, 92, 80, 28, 80)
    for x in (38, 50, 62):
        s.shape(57 + (x - 50) / 6, 42, x + 10, 80, x, 80, fill=s.light)
    s.box(49, 38, 71, 43, s.dark, 1)


def coat(s: Sheet) -> None:
    s.arc(52, 4, 68, 16, start=150, end=360, fill=STEEL, width=1.2)
    s.shape(46, 16, 74, 16, 92, 56, 84, 60, 76, 42, 80, 80, 40, 80, 44, 42, 36, 60, 28, 56)
    s.shape(52, 16, 60, 34, 68, 16, fill=shade(s.colour, 0.6))
    s.shape(46, 16, 52, 16, 60, 36, 54, 42, fill=s.dark)
    s.shape(74, 16, 68, 16, 60, 36, 66, 42, fill=s.dark)
    s.line(60, 36, 60, 80, fill=s.dark, width=0.8)
    for y in (44, 54, 64):
        s.oval(61.5, y, 64.5, y + 3, GOLD)


def boots(s: Sheet) -> None:
    s.shadow(24, 100)
    for x in (28, 62):
        s.box(x, 18, x + 18, 70, s.colour, 3)
        s.box(x, 58, x + 34, 74, s.colour, 7)
        s.box(x, 72, x + 34, 77, DARK, 1)
        s.box(x, 18, x + 18, 26, s.light, 2)
        s.box(x + 3, 28, x + 6, 60, s.light, 1)


def hat(s: Sheet) -> None:
    s.shadow(22, 98)
    s.oval(18, 60, 102, 78, s.dark)
    s.shape(40, 20, 80, 20, 76, 68, 44, 68)
    s.oval(40, 14, 80, 26, s.light)
    s.shape(43, 54, 77, 54, 76, 64, 44, 64, fill=GOLD)


def cap(s: Sheet) -> None:
    s.shadow(24, 96)
    s.oval(24, 24, 96, 60)
    s.shape(32, 48, 88, 48, 86, 66, 34, 66, fill=s.dark)
    s.pie(30, 54, 90, 84, start=0, end=180, fill=DARK)
    s.oval(55, 52, 65, 62, GOLD)


def wig(s: Sheet) -> None:
    s.shadow(42, 78)
    s.box(54, 60, 66, 77, WOOD)
    s.oval(44, 20, 76, 66, "#E8D3BE")
    s.pie(36, 8, 84, 64, start=180, end=360)
    for x, y in ((34, 30), (33, 42), (36, 54), (74, 30), (75, 42), (72, 54)):
        s.oval(x, y, x + 13, y + 14, s.light if y == 42 else s.colour)


def camera(s: Sheet) -> None:
    s.shadow(34, 86)
    s.box(36, 62, 84, 76, s.dark, 3)
    s.box(44, 50, 76, 64, DARK, 2)
    s.oval(38, 14, 82, 58)
    s.oval(46, 22, 74, 50, DARK)
    s.oval(52, 28, 68, 44, "#7FA8D8")
    s.oval(55, 31, 60, 36, "#F2F7FA")


def screen(s: Sheet) -> None:
    s.box(18, 10, 102, 64, DARK, 1)
    s.box(20, 12, 100, 62, "#FFFFFF")
    s.box(20, 12, 100, 20, s.light)
    s.box(14, 6, 106, 11, STEEL, 2)
    for x in (32, 84):
        s.line(x, 64, x - 4, 78, fill=STEEL, width=2)
        s.line(x, 64, x + 6, 78, fill=STEEL, width=2)
