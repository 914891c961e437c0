"""A part that does not answer is left alone for a moment, so that only one request waits for it."""

import time

import structlog

REST_S = 2.0
log = structlog.get_logger()


class Breaker:
    """`rests` is true for a while after `trip`; whoever sees it does without the part."""

    def __init__(self, part: str) -> None:
        self._part = part
        self._until = 0.0

    @property
    def rests(self) -> bool:
        return time.monotonic() < self._until

    def close(self) -> None:
        """Ask the part again at once."""
        self._until = 0.0

    def trip(self, error: Exception) -> None:
        if not self.rests:
            log.warning("part_away", part=self._part, error=type(error).__name__)
        self._until = time.monotonic() + REST_S
