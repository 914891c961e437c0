"""Settings from the environment, checked once at the start; every wrong variable is named at once.

There are no default secrets. `.env.example` explains each setting; the embedded run (core.embedded)
generates its own secrets into the data folder.
"""

import sys
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

VERSION = "0.1.0"

# Values seen in tutorials and old examples; whoever starts with one has not set a secret.
KNOWN_DEFAULTS = frozenset(
    {"minioadmin", "theatre", "theater", "admin", "password", "postgres", "secret", "changeme",
     "change-this", "change-me", "your-secret-key", "kulisa"}
)  # fmt: skip


class Settings(BaseSettings):
    # An empty value in a copied .env means "not set".
    model_config = SettingsConfigDict(
        env_file=(".env", "../.env"),
        env_ignore_empty=True,
        extra="ignore",
        hide_input_in_errors=True,
    )

    app_env: Literal["development", "test", "production"] = "development"
    public_url: str = Field("http://localhost:8000", pattern=r"^https?://[^/]+$", max_length=255)
    allowed_hosts: Annotated[list[str], NoDecode] = []
    cors_origins: Annotated[list[str], NoDecode] = []
    spa_dir: Path | None = None
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["json", "console"] = "json"
    metrics_token: SecretStr | None = None

    database_url: str = Field(pattern=r"^postgresql\+asyncpg://")
    database_migration_url: str | None = Field(None, pattern=r"^postgresql\+asyncpg://")
    database_admin_url: str | None = Field(None, pattern=r"^postgresql\+asyncpg://")
    db_pool_size: int = Field(10, ge=1, le=100)

    redis_url: str = Field(pattern=r"^(redis|rediss|unix)://")

    storage_backend: Literal["local", "s3"] = "local"
    storage_dir: Path | None = None
    minio_endpoint: str | None = None
    minio_access_key: SecretStr | None = None
    minio_secret_key: SecretStr | None = None
    minio_secure: bool = True
    minio_region: str = "us-east-1"
    minio_bucket: str = Field("kulisa-files", min_length=3, max_length=63)

    jwt_secret_key: SecretStr = Field(min_length=64)
    audit_seal_key: SecretStr = Field(min_length=64)
    jwt_access_token_expire_minutes: int = Field(15, ge=1, le=60)
    jwt_refresh_token_expire_days: int = Field(7, ge=1, le=30)
    refresh_absolute_days: int = Field(30, ge=1, le=365)

    max_upload_mb: int = Field(50, ge=1, le=1024)
    quota_theater_mb: int = Field(50 * 1024, ge=1)
    quota_person_mb: int = Field(5 * 1024, ge=1)
    disk_reserve_mb: int = Field(1024, ge=0)
    data_dir: Path | None = None
    rate_limit_per_minute: int = Field(1200, ge=1)

    sign_in_theater: str | None = Field(None, max_length=50)

    email_host: str | None = None
    email_port: int = Field(587, ge=1, le=65535)
    email_use_tls: bool = True
    email_host_user: str | None = None
    email_host_password: SecretStr | None = None
    email_from: str = Field("Кулиса <noreply@localhost>", max_length=255)

    @field_validator("allowed_hosts", "cors_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return [part.strip() for part in value.split(",") if part.strip()]
        return value

    @field_validator("jwt_secret_key", "audit_seal_key", "minio_access_key", "minio_secret_key",
                     "email_host_password", "metrics_token")  # fmt: skip
    @classmethod
    def _no_known_default(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            plain = value.get_secret_value()
            if plain.lower() in KNOWN_DEFAULTS or (len(plain) >= 32 and len(set(plain)) < 8):
                raise ValueError("is a known default or has no randomness")
        return value

    @field_validator("database_url", "database_migration_url", "redis_url")
    @classmethod
    def _no_default_password(cls, value: str | None) -> str | None:
        if value and (urlsplit(value).password or "").lower() in KNOWN_DEFAULTS:
            raise ValueError("carries a known default password")
        return value

    @model_validator(mode="after")
    def _storage_is_complete(self) -> "Settings":
        if self.storage_backend == "local" and self.storage_dir is None:
            raise ValueError("STORAGE_DIR: is required when STORAGE_BACKEND is local")
        if self.storage_backend == "s3":
            missing = [
                name.upper()
                for name in ("minio_endpoint", "minio_access_key", "minio_secret_key")
                if getattr(self, name) is None
            ]
            if missing:
                raise ValueError(f"{', '.join(missing)}: required when STORAGE_BACKEND is s3")
        if self.app_env == "production" and not self.public_url.startswith("https://"):
            raise ValueError("PUBLIC_URL: must be https in production")
        return self

    @property
    def database_name(self) -> str:
        return urlsplit(self.database_url).path.lstrip("/")

    @property
    def secure(self) -> bool:
        """Whether people reach us by https; decides the cookie's prefix and HSTS."""
        return self.public_url.startswith("https://")


def load_settings() -> Settings:
    """Settings, or an exit that names every wrong variable without showing any value."""
    try:
        return Settings()
    except ValidationError as error:
        lines = []
        for problem in error.errors(include_input=False, include_url=False):
            name = ".".join(str(part) for part in problem["loc"]).upper()
            message = problem["msg"].removeprefix("Value error, ")
            lines.append(f"  {name + ': ' if name else ''}{message}")
        sys.exit("Kulisa cannot start, the settings are wrong:\n" + "\n".join(lines))
