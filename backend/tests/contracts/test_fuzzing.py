"""Schemathesis on the running API: no 5xx, no answer outside the contract, no ignored sign-in."""

import subprocess
import sys
from pathlib import Path

from tests.factories import Factory
from tests.served import serve

# Random requests an operation; with the boundary cases a run makes well over 2,000.
EXAMPLES = "8"
# May end the session that the run itself uses.
SPARED = (
    "logout",
    "change_password",
    "delete_session",
    "switch_theater",
    "delete_user",
    "deactivate_user",
    "reset_user_password",
    "replace_user_roles",
)

# Takes any text as a file: a number in the place of the bytes is as good as any.
BYTES_OF_ANY_KIND = ("upload_file",)


async def test_the_contract_holds_under_random_requests(
    make: Factory, app_environment: dict[str, str], tmp_path: Path
) -> None:
    theater = await make.theater()
    for name in ("Кресло", "Стол"):
        await make.item(theater, name, category_id=await make.category(theater, name))
    token = await make.access_token(await make.user(theater, "admin"))
    environment = {**app_environment, "RATE_LIMIT_PER_MINUTE": "1000000"}
    with serve(environment, tmp_path) as base:
        done = subprocess.run(
            [
                str(Path(sys.executable).parent / "schemathesis"),
                "run",
                f"{base}/openapi.json",
                *("--header", f"Authorization: Bearer {token}"),
                *("--checks", "all", "--exclude-checks", "positive_data_acceptance"),
                *("--max-examples", EXAMPLES),
                *("--seed", "20261121", "--no-shrink", "--no-color", "--warnings", "off"),
                *(
                    f
                    for name in (*SPARED, *BYTES_OF_ANY_KIND)
                    for f in ("--exclude-operation-id", name)
                ),
            ],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
