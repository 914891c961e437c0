"""One fingerprint of files and folders: is an installation or a build still current?

``digest.py [--except NAME]... PATH...``: prints a hash over the names and contents of all files
under the paths; NAME is a path, relative to the folder, to leave out.
Runs on any Python 3.11 without packages: it is used before anything is installed.
"""

import argparse
import hashlib
import os
import sys
from pathlib import Path


def files_under(root: Path, left_out: frozenset[str]) -> list[Path]:
    if root.is_file():
        return [root]
    found: list[Path] = []
    for folder, folders, names in os.walk(root):
        here = Path(folder).relative_to(root)
        folders[:] = [name for name in folders if (here / name).as_posix() not in left_out]
        found += [root / here / name for name in names if (here / name).as_posix() not in left_out]
    return sorted(found)


def digest(paths: list[Path], left_out: frozenset[str]) -> str:
    total = hashlib.sha256()
    for root in paths:
        for file in files_under(root, left_out):
            name = file.relative_to(root).as_posix() if file != root else file.name
            total.update(f"{name}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--except", dest="left_out", action="append", default=[])
    parser.add_argument("paths", nargs="+", type=Path)
    chosen = parser.parse_args()
    sys.stdout.write(digest(chosen.paths, frozenset(chosen.left_out)) + "\n")
