"""``python -m app.core.embedded``: see docs/deployment/embedded.md."""

import argparse
import contextlib
import io
import sys
from pathlib import Path

from app.core.embedded.environment import PROJECT
from app.core.embedded.errors import StartRefusedError
from app.core.embedded.runner import Options, run


def main(arguments: list[str] | None = None) -> int:
    """Exit codes: 0 stopped on request, 1 failed, 2 wrong arguments, 3 already running here, 4 port
    taken, 5 a part ended again and again.
    """
    parser = argparse.ArgumentParser(
        prog="scripts/run.sh", description="Runs Kulisa on this machine."
    )
    parser.add_argument(
        "--port",
        type=_port,
        help="port to listen on (default: 8000 or the next free one)",
    )
    parser.add_argument(
        "--data",
        type=Path,
        default=PROJECT / ".data",
        help="data folder (default: .data)",
    )
    parser.add_argument(
        "--no-demo",
        action="store_true",
        help="do not load the demo theatre into an empty database",
    )
    chosen = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(
                errors="replace", line_buffering=True
            )  # a terminal without Cyrillic must not end the run
    try:
        return run(Options(port=chosen.port, data=chosen.data, with_demo=not chosen.no_demo))
    except StartRefusedError as refusal:
        with contextlib.suppress(OSError):
            sys.stderr.write(f"\nKulisa: {refusal}\n")
        return refusal.exit_code


def _port(text: str) -> int:
    number = int(text)
    if not 0 < number < 65536:
        raise ValueError(text)
    return number


if __name__ == "__main__":
    sys.exit(main())
