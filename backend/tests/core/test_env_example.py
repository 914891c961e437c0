"""`.env.example` names exactly the settings that exist, and carries no secret."""

import re

from app.core.config import Settings
from tests.core.test_config import start
from tests.stack import BACKEND


def test_every_setting_is_explained_and_nothing_else() -> None:
    text = (BACKEND.parent / ".env.example").read_text("utf-8")
    named = dict(re.findall(r"^([A-Z_]+)=(.*)$", text, re.MULTILINE))
    assert set(named) == {name.upper() for name in Settings.model_fields}
    secrets = [name for name in named if re.search(r"KEY|PASSWORD|TOKEN$|_URL", name)]
    assert [name for name in secrets if named[name] and name != "PUBLIC_URL"] == []


def test_a_copied_example_misses_only_what_has_no_default() -> None:
    """Empty optional values mean "not set", so only addresses and secrets are complained about."""
    code, said = start({}, BACKEND.parent / ".env.example")
    assert code != 0
    complained = set(re.findall(r"^  ([A-Z_]+):", said, re.MULTILINE))
    assert complained == {"DATABASE_URL", "REDIS_URL", "JWT_SECRET_KEY", "AUDIT_SEAL_KEY"}
