"""What lies in what: the theatre's kits as a graph, and how deep and large they may be."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from app.inventory.kits.schemas import MAX_DEPTH, MAX_TREE


class Edge(NamedTuple):
    kit_id: int
    item_id: int
    quantity: int
    note: str | None = None


class Graph:
    """Edges in the order in which kits list their contents."""

    def __init__(self, edges: Iterable[Edge]) -> None:
        self.inside: Mapping[int, list[Edge]] = defaultdict(list)
        for edge in edges:
            self.inside[edge.kit_id].append(edge)

    def path(self, start: int, target: int) -> bool:
        """Whether something contains something else, at any depth."""
        seen, waiting = set(), [start]
        while waiting:
            current = waiting.pop()
            if current == target:
                return True
            if current not in seen:
                seen.add(current)
                waiting.extend(edge.item_id for edge in self.inside.get(current, ()))
        return False

    def depth(self) -> int:
        """How many kits lie in one another at most; asked of a graph without circles."""
        known: dict[int, int] = {}

        def of(kit_id: int) -> int:
            if kit_id not in known:
                inner = [of(edge.item_id) for edge in self.inside.get(kit_id, ())]
                known[kit_id] = 1 + max(inner) if inner else 0
            return known[kit_id]

        return max((of(kit_id) for kit_id in list(self.inside)), default=0)

    def size(self) -> int:
        """Lines of the largest kit with everything nested in it."""
        known: dict[int, int] = {}

        def of(kit_id: int) -> int:
            if kit_id not in known:
                known[kit_id] = sum(1 + of(e.item_id) for e in self.inside.get(kit_id, ()))
            return known[kit_id]

        return max((of(kit_id) for kit_id in list(self.inside)), default=0)

    def needs(self, kit_id: int, kits: int) -> dict[int, int]:
        """Everything that so many kits contain, with the kits: the same thing in two cases adds
        up. The kit itself comes first."""
        needed: dict[int, int] = {kit_id: kits}

        def add(container: int, times: int) -> None:
            for edge in self.inside.get(container, ()):
                count = times * edge.quantity
                needed[edge.item_id] = needed.get(edge.item_id, 0) + count
                add(edge.item_id, count)

        add(kit_id, kits)
        return needed


def too_deep(graph: Graph) -> bool:
    return graph.depth() > MAX_DEPTH


def too_large(graph: Graph) -> bool:
    return graph.size() > MAX_TREE
