"""Everything the environment may set; the README's table of settings is this class."""

from enum import StrEnum
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Profile(StrEnum):
    DEVELOPMENT = "development"
    PRODUCTION = "production"


class ApiDocs(StrEnum):
    """Who may read the description of the API; an enterprise's contact never."""

    STAFF = "staff"
    ADMIN = "admin"
    OFF = "off"


class Jobs(StrEnum):
    """Whether the serving process also does background work; OFF where `zhuanban work` runs beside it."""

    ON = "on"
    OFF = "off"


class SmtpSecurity(StrEnum):
    STARTTLS = "starttls"
    SSL = "ssl"
    INSECURE = "insecure"


class Settings(BaseSettings):
    """One deployment is one zone. Sizes are bytes, spans are minutes unless the name says otherwise."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore")

    profile: Profile = Profile.DEVELOPMENT
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    data_dir: Path = Path("data")
    database_url: str = ""
    base_url: str = ""
    allowed_hosts: str = "*"
    trusted_proxies: str = "127.0.0.1"
    metrics_token: str = ""
    api_docs: ApiDocs = ApiDocs.ADMIN
    clamd: str = ""
    session_idle_minutes: int = Field(default=30, ge=1)
    session_hours: int = Field(default=12, ge=1)
    own_device_days: int = Field(default=7, ge=1)
    login_tries: int = 5
    login_window_minutes: int = 15
    photo_max_bytes: int = 15 * 1024 * 1024
    body_max_bytes: int = 20 * 1024 * 1024
    min_free_mb: int = 200
    portal: bool = True
    portal_secret: str = ""
    portal_fill_seconds: int = Field(default=3, ge=0)
    portal_demands_per_hour: int = Field(default=10, ge=1)
    portal_demands_per_day: int = Field(default=50, ge=1)
    jobs: Jobs = Jobs.ON
    allowed_targets: str = ""
    smtp_host: str = ""
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_security: SmtpSecurity = SmtpSecurity.STARTTLS
    smtp_user: str = ""
    smtp_password: str = Field(default="", repr=False)
    smtp_password_file: Path | None = None
    mail_from: str = ""
    reads_per_minute: int | None = None
    writes_per_minute: int | None = None
    log_level: str = "INFO"

    @cached_property
    def database(self) -> str:
        """SQLAlchemy URL: the one given (PostgreSQL by psycopg), else a SQLite file in the data folder."""
        url = self.database_url
        if not url:
            return f"sqlite:///{self.data_dir / 'zhuanban.sqlite3'}"
        for prefix in ("postgres://", "postgresql://"):
            if url.startswith(prefix):
                return "postgresql+psycopg://" + url.removeprefix(prefix)
        return url

    @property
    def is_secure(self) -> bool:
        """Whether browsers reach the service by https, so that cookies may be Secure and `__Host-`."""
        return urlsplit(self.base_url).scheme == "https"

    @property
    def smtp_secret(self) -> str:
        """The mail server's password: the file's first line where a file is named, else the one given."""
        if self.smtp_password_file is None:
            return self.smtp_password
        return self.smtp_password_file.read_text(encoding="utf-8").partition("\n")[0].strip()

    @property
    def is_production(self) -> bool:
        return self.profile is Profile.PRODUCTION

    @cached_property
    def hosts(self) -> frozenset[str]:
        """Names the service answers to; in production those of `base_url` and of the machine itself unless listed."""
        listed = {name.strip().lower() for name in self.allowed_hosts.split(",") if name.strip()}
        named = urlsplit(self.base_url).hostname
        if listed == {"*"} and self.is_production and named:
            return frozenset({named, "127.0.0.1", "localhost", "::1"})
        return frozenset(listed)

    @property
    def min_free(self) -> int:
        """Bytes that must stay free on the disk of the data folder."""
        return self.min_free_mb * 1024 * 1024

    @property
    def reads_a_minute(self) -> int:
        """Requests that change nothing, per credential and minute; 0: any number (only in development)."""
        return self._paced(self.reads_per_minute, 300)

    @property
    def writes_a_minute(self) -> int:
        return self._paced(self.writes_per_minute, 60)

    def _paced(self, given: int | None, usual: int) -> int:
        return given if given is not None else (usual if self.is_production else 0)
