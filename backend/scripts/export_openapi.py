"""Write the contract to the file from which the SPA's client is made.

`python -m scripts.export_openapi [--check]`: with --check nothing is written, and a file that
differs from the code is an error.
"""

import json
import sys
from pathlib import Path

from fastapi import FastAPI

from app import api
from app.core import openapi

TARGET = Path(__file__).resolve().parents[2] / "frontend" / "api-schema" / "openapi.json"


def document() -> str:
    """The contract of the routers alone: no settings, no database."""
    app = FastAPI(title="Kulisa")
    api.install(app)
    openapi.check_routes(app)
    openapi.install(app)
    return json.dumps(app.openapi(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main() -> None:
    current = document()
    if "--check" in sys.argv:
        if not TARGET.exists() or TARGET.read_text("utf-8") != current:
            sys.exit(f"{TARGET.name} is out of step: run python -m scripts.export_openapi")
        return
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(current, "utf-8")
    print(f"{TARGET.name}: {len(json.loads(current)['paths'])} paths")


if __name__ == "__main__":
    main()
