"""The table with goals and floors, and the JSON beside it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from bench.measuring import Results
from bench.shapes import Shape

PRODUCT, PROBE, BYPASS = "product", "best_raw", "product_bypass"
# Shape → number, goal and floor of its growth.
_GROWTH = {"list": ("P-7", 2.0, 3.0), "number": ("P-9", 5.0, 8.0), "check": ("P-8", 2.0, 3.0)}


@dataclass(frozen=True)
class Goal:
    """`more`: a larger value is better."""

    number: str
    title: str
    goal: float
    floor: float
    more: bool
    value: float

    @property
    def verdict(self) -> str:
        for bound, word in ((self.goal, "goal met"), (self.floor, "floor met")):
            if self.value >= bound if self.more else self.value <= bound:
                return word
        return "MISSED"


def goals(results: Results, shapes: Sequence[Shape], growth: dict[str, float]) -> list[Goal]:
    """The goals that this run has measured; `growth` maps a shape to its CPU growth."""
    measured = {shape.key for shape in shapes}
    found: list[Goal] = []

    def ratio(number: str, key: str, goal: float, floor: float) -> None:
        if key in measured:
            title = next(s.title for s in shapes if s.key == key)
            value = results[key, PRODUCT].median_rps / results[key, PROBE].median_rps
            found.append(Goal(number, f"{title}: rps of best_raw", goal, floor, True, value))

    ratio("P-1", "list", 0.50, 0.35)
    ratio("P-1", "category", 0.50, 0.35)
    ratio("P-2", "word", 0.60, 0.40)
    ratio("P-2", "number", 0.60, 0.40)
    ratio("P-3", "item", 0.35, 0.25)
    ratio("P-4", "month", 0.60, 0.40)
    ratio("P-5", "create", 0.40, 0.25)
    ratio("P-5", "move", 0.40, 0.25)
    ratio("P-5", "event", 0.40, 0.25)
    for shape in shapes:
        if (shape.key, BYPASS) in results:
            value = (
                results[shape.key, PRODUCT].median_cpu_ms / results[shape.key, BYPASS].median_cpu_ms
            )
            title = f"{shape.title}: CPU with row security"
            found.append(Goal("P-6", title, 1.2, 1.3, False, value))
    for key, value in growth.items():
        number, goal, floor = _GROWTH[key.partition(",")[0]]
        found.append(Goal(number, f"CPU growth: {key}", goal, floor, False, value))
    for saved, key in (("304", "list"), ("month304", "month")):
        if {saved, key} <= measured:
            value = results[saved, PRODUCT].median_rps / results[key, PRODUCT].median_rps
            found.append(Goal("P-10", f"304 against the {key}: rps", 8.0, 5.0, True, value))
    if "list" in measured:
        series = results["list", PRODUCT]
        value = series.percentile_ms(0.99) / series.percentile_ms(0.5)
        found.append(Goal("P-11", "plain list: p99 / p50", 3.0, 4.0, False, value))
    return found


def table(results: Results, shapes: Sequence[Shape]) -> str:
    """One line a shape: requests per second, CPU per request, latency of the product."""
    lines = [
        f"{'':26}{'requests / s':>24}{'':>8}{'CPU ms / request':>22}{'':>8}{'latency, ms':>14}",
        f"{'':26}{'product':>12}{'best_raw':>12}{'ratio':>8}{'product':>12}{'raw':>10}"
        f"{'ratio':>8}{'p50':>7}{'p99':>7}",
    ]
    for shape in shapes:
        ours, raw = results[shape.key, PRODUCT], results.get((shape.key, PROBE))
        line = f"{shape.title:26}{ours.median_rps:12.0f}"
        if raw is None:
            line += f"{'':12}{'':8}{ours.median_cpu_ms:12.2f}{'':18}"
        else:
            line += (
                f"{raw.median_rps:12.0f}{ours.median_rps / raw.median_rps:8.2f}"
                f"{ours.median_cpu_ms:12.2f}{raw.median_cpu_ms:10.2f}"
                f"{ours.median_cpu_ms / raw.median_cpu_ms:8.2f}"
            )
        lines.append(line + f"{ours.percentile_ms(0.5):7.1f}{ours.percentile_ms(0.99):7.1f}")
    return "\n".join(lines)


def goal_table(found: Sequence[Goal]) -> str:
    lines = [f"{'':6}{'':44}{'measured':>10}{'goal':>8}{'floor':>8}"]
    for one in found:
        sign = "≥" if one.more else "≤"
        lines.append(
            f"{one.number:6}{one.title:44}{one.value:10.2f}{sign + f' {one.goal:g}':>8}"
            f"{sign + f' {one.floor:g}':>8}  {one.verdict}"
        )
    return "\n".join(lines)


def as_json(results: Results, found: Sequence[Goal]) -> dict[str, object]:
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
        "goals": [asdict(one) | {"verdict": one.verdict} for one in found],
    }
