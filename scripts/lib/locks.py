"""Checks the lock files: complete, hashed, and free of addresses to download from.

An npm mirror that lags behind makes npm leave optional packages of other platforms out of the lock
without a word; then ``npm ci`` fails elsewhere. ``locks.py ROOT`` prints what is wrong.
"""

import json
import re
import sys
import tomllib
from pathlib import Path

PYTHON_LOCKS = (
    "backend/requirements.lock",
    "backend/requirements-dev.lock",
    "scripts/tools/uv.lock",
    "scripts/tools/node.lock",
)
NPM_LOCKS = ("frontend/package-lock.json", "scripts/tools/chromium/package-lock.json")


def python_problems(text: str) -> list[str]:
    problems = [
        f"an address: {line}" for line in text.splitlines() if re.search(r"://|file:", line)
    ]
    for requirement in re.split(r"\n(?=[a-zA-Z0-9])", text):
        if "==" in requirement and "--hash=sha256:" not in requirement:
            problems.append(f"no hash: {requirement.splitlines()[0]}")
    return problems


def undeclared(project: Path, lock: str, extras: list[str]) -> list[str]:
    """Dependencies of pyproject.toml that the lock does not have."""
    declared = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
    wanted = list(declared["dependencies"])
    for extra in extras:
        wanted += declared["optional-dependencies"][extra]
    locked = {normal(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", lock, re.MULTILINE)}
    names = {normal(re.split(r"[\[<>=~!; ]", item, maxsplit=1)[0]) for item in wanted}
    return [f"not locked: {name}" for name in sorted(names - locked)]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def npm_problems(text: str) -> list[str]:
    packages: dict[str, dict[str, object]] = json.loads(text)["packages"]
    problems = []
    for place, package in packages.items():
        for key in ("resolved", "version"):
            if re.search(r"://|file:", str(package.get(key, ""))):
                problems.append(f"an address: {place} {package[key]}")
        optional = package.get("optionalDependencies")
        for name in optional if isinstance(optional, dict) else ():
            if not any(other.endswith(f"node_modules/{name}") for other in packages):
                problems.append(f"{place or 'the project'} names {name}, which is not locked")
    return problems


def main() -> int:
    root = Path(sys.argv[1])
    problems: list[str] = []
    for name in PYTHON_LOCKS:
        text = (root / name).read_text(encoding="utf-8")
        found = python_problems(text)
        if name.startswith("backend/"):
            extras = ["embedded", "dev"] if "dev" in name else ["embedded"]
            found += undeclared(root / "backend/pyproject.toml", text, extras)
        problems += [f"{name}: {problem}" for problem in found]
    for name in NPM_LOCKS:
        found = npm_problems((root / name).read_text(encoding="utf-8"))
        problems += [f"{name}: {problem}" for problem in found]
    sys.stdout.write("\n".join(problems) or "All locks are complete and carry no address.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
