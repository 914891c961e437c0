"""The table with goals and floors, and the JSON beside it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from bench.measuring import Key, Results, Series
from bench.shapes import Shape

PRODUCT, PROBE, BYPASS = "product", "best_raw", "product_bypass"
# Number, shape, goal, floor: requests per second against the probe's. What is answered from memory
# is never slower than the goal of what is not.
_AGAINST_PROBE = (
    ("P-1", "list", 0.50, 0.35),
    ("P-1", "list-warm", 1.0, 0.50),
    ("P-1", "category", 0.50, 0.35),
    ("P-2", "word", 0.60, 0.40),
    ("P-2", "number", 0.60, 0.40),
    ("P-3", "item", 0.30, 0.25),
    ("P-3", "item-warm", 0.45, 0.30),
    ("P-4", "month", 0.60, 0.40),
    ("P-4", "month-warm", 1.0, 0.60),
    ("P-5", "create", 0.40, 0.25),
    ("P-5", "move", 0.40, 0.25),
    ("P-5", "event", 0.40, 0.25),
)


@dataclass(frozen=True)
class Goal:
    """`more`: a larger value is better. Without a value, `why` tells the reason."""

    number: str
    title: str
    goal: float
    floor: float
    more: bool
    value: float | None
    why: str = ""

    @property
    def verdict(self) -> str:
        if self.value is None:
            return f"not measured: {self.why}"
        for bound, word in ((self.goal, "goal met"), (self.floor, "floor met")):
            if self.value >= bound if self.more else self.value <= bound:
                return word
        return "MISSED"


class Report:
    """What a run has measured, and what it could not."""

    def __init__(self, results: Results, missing: dict[Key, str], shapes: Sequence[Shape]) -> None:
        self._results = results
        self._missing = missing
        self._shapes = {shape.key: shape for shape in shapes}

    def goals(self) -> list[Goal]:
        found = [
            self._ratio(number, f"{self._shapes[key].title}: rps of best_raw", goal, floor,
                        (key, PRODUCT), (key, PROBE))
            for number, key, goal, floor in _AGAINST_PROBE if key in self._shapes
        ]  # fmt: skip
        found += [
            self._ratio("P-6", f"{shape.title}: CPU with row security", 1.2, 1.3,
                        (key, PRODUCT), (key, BYPASS), cpu=True)
            for key, shape in self._shapes.items()
            if {(key, BYPASS)} & (self._results.keys() | self._missing.keys())
        ]  # fmt: skip
        found += [
            self._ratio("P-10", f"304 against the {key}: rps", 8.0, 5.0,
                        (saved, PRODUCT), (key, PRODUCT))
            for saved, key in (("304", "list"), ("month304", "month"))
            if {saved, key} <= self._shapes.keys()
        ]  # fmt: skip
        if "list" in self._shapes:
            series = self._results.get(("list", PRODUCT))
            value = series.percentile_ms(0.99) / series.percentile_ms(0.5) if series else None
            title = "plain list: p99 / p50"
            found.append(Goal("P-11", title, 3.0, 4.0, False, value, self._why("list", PRODUCT)))
        return found

    def _ratio(
        self, number: str, title: str, goal: float, floor: float, ours: Key, other: Key,
        *, cpu: bool = False,
    ) -> Goal:  # fmt: skip
        """Requests per second, the more the better; or CPU, the less the better."""
        for key in (ours, other):
            if key not in self._results:
                return Goal(number, title, goal, floor, not cpu, None, self._why(*key))
        mine, theirs = self._results[ours], self._results[other]
        value = (
            mine.median_cpu_ms / theirs.median_cpu_ms
            if cpu
            else mine.median_rps / theirs.median_rps
        )
        return Goal(number, title, goal, floor, not cpu, value)

    def _why(self, shape: str, server: str) -> str:
        reason = self._missing.get((shape, server), "")
        return reason if server == PRODUCT else f"{server}: {reason}"

    def table(self) -> str:
        """One line a shape: requests per second, CPU per request, latency of the product."""
        lines = [
            f"{'':26}{'requests / s':>24}{'':>8}{'CPU ms / request':>22}{'':>8}{'latency, ms':>14}",
            f"{'':26}{'product':>12}{'best_raw':>12}{'ratio':>8}{'product':>12}{'raw':>10}"
            f"{'ratio':>8}{'p50':>7}{'p99':>7}",
        ]
        for key, shape in self._shapes.items():
            ours = self._results.get((key, PRODUCT))
            lines.append(
                f"{shape.title:26}  not measured: {self._why(key, PRODUCT)[:90]}"
                if ours is None
                else _line(shape.title, ours, self._results.get((key, PROBE)))
            )
        return "\n".join(lines)


def _line(title: str, ours: Series, raw: Series | None) -> str:
    line = f"{title:26}{ours.median_rps:12.0f}"
    if raw is None:
        line += f"{'':12}{'':8}{ours.median_cpu_ms:12.2f}{'':18}"
    else:
        line += (
            f"{raw.median_rps:12.0f}{ours.median_rps / raw.median_rps:8.2f}"
            f"{ours.median_cpu_ms:12.2f}{raw.median_cpu_ms:10.2f}"
            f"{ours.median_cpu_ms / raw.median_cpu_ms:8.2f}"
        )
    return line + f"{ours.percentile_ms(0.5):7.1f}{ours.percentile_ms(0.99):7.1f}"


def goal_table(found: Sequence[Goal]) -> str:
    lines = [f"{'':6}{'':52}{'measured':>10}{'goal':>8}{'floor':>8}"]
    for one in found:
        sign = "≥" if one.more else "≤"
        value = "–" if one.value is None else f"{one.value:.2f}"
        lines.append(
            f"{one.number:6}{one.title:52}{value:>10}{sign + f' {one.goal:g}':>8}"
            f"{sign + f' {one.floor:g}':>8}  {one.verdict[:110]}"
        )
    return "\n".join(lines)


def as_json(results: Results, missing: dict[Key, str], found: Sequence[Goal]) -> dict[str, object]:
    return {
        "shapes": [
            {
                "shape": shape,
                "server": server,
                "rps": series.rps,
                "cpu_ms": series.cpu_ms,
                "p50_ms": series.percentile_ms(0.5),
                "p99_ms": series.percentile_ms(0.99),
            }
            for (shape, server), series in results.items()
        ],
        "missing": [
            {"shape": shape, "server": server, "why": why}
            for (shape, server), why in missing.items()
        ],
        "goals": [asdict(one) | {"verdict": one.verdict} for one in found],
    }
