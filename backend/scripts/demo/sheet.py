"""A sheet of 120 by 90 units on which the demo's things are drawn: flat, tidy, with a shadow."""

import io

from PIL import Image, ImageColor, ImageDraw

WIDTH, HEIGHT, _SCALE = 120, 90, 12
_SIZE = (WIDTH * _SCALE, HEIGHT * _SCALE)
_WALL, _FLOOR, _SHADOW = "#EEF0F5", "#E2E5EC", "#CFD4DE"
GOLD, WOOD, DARK, PAPER, STEEL = "#C9A24B", "#7A4E2D", "#2B2D33", "#F7F1E3", "#9AA3AF"


def shade(colour: str, by: float) -> str:
    """Darker below zero, lighter above it."""
    target = 255 if by > 0 else 0
    parts = ImageColor.getrgb(colour)[:3]
    return "#" + "".join(f"{round(part + (target - part) * abs(by)):02X}" for part in parts)


class Sheet:
    """`colour` is the thing's own; its lights and shadows are made of it."""

    def __init__(self, colour: str) -> None:
        self.colour = colour
        self.light, self.dark = shade(colour, 0.25), shade(colour, -0.3)
        self._picture = Image.new("RGB", _SIZE, _WALL)
        self._draw = ImageDraw.Draw(self._picture)
        self.box(0, 68, WIDTH, HEIGHT, _FLOOR)

    def shadow(self, left: float, right: float, y: float = 78) -> None:
        self.oval(left, y - 3, right, y + 3, _SHADOW)

    def box(
        self, x0: float, y0: float, x1: float, y1: float, fill: str | None = None, r: float = 0
    ) -> None:
        place = self._at(x0, y0, x1, y1)
        self._draw.rounded_rectangle(place, r * _SCALE, fill or self.colour)

    def oval(self, x0: float, y0: float, x1: float, y1: float, fill: str | None = None) -> None:
        self._draw.ellipse(self._at(x0, y0, x1, y1), fill or self.colour)

    def ring(self, x0: float, y0: float, x1: float, y1: float, fill: str, width: float) -> None:
        self._draw.ellipse(self._at(x0, y0, x1, y1), outline=fill, width=round(width * _SCALE))

    def shape(self, *points: float, fill: str | None = None) -> None:
        self._draw.polygon(self._at(*points), fill or self.colour)

    def line(self, *points: float, fill: str, width: float = 1.5) -> None:
        self._draw.line(self._at(*points), fill, round(width * _SCALE), joint="curve")

    def arc(
        self, x0: float, y0: float, x1: float, y1: float, *, start: int, end: int, fill: str,
        width: float = 1.5,
    ) -> None:  # fmt: skip
        place = self._at(x0, y0, x1, y1)
        self._draw.arc(place, start, end, fill, round(width * _SCALE))

    def pie(
        self, x0: float, y0: float, x1: float, y1: float, *, start: int, end: int,
        fill: str | None = None,
    ) -> None:  # fmt: skip
        self._draw.pieslice(self._at(x0, y0, x1, y1), start, end, fill or self.colour)

    def saved(self) -> tuple[bytes, bytes]:
        """The picture and its thumbnail, as uploads are kept."""
        whole, small = io.BytesIO(), io.BytesIO()
        picture = self._picture.reduce(2)
        picture.save(whole, "JPEG", quality=85)
        picture.resize((480, 360), Image.Resampling.BILINEAR).save(
            small, "WEBP", quality=80, method=0
        )
        return whole.getvalue(), small.getvalue()

    @staticmethod
    def _at(*units: float) -> list[float]:
        return [unit * _SCALE for unit in units]


SIZE = (_SIZE[0] // 2, _SIZE[1] // 2)
