"""Everything an operator can set: read once at the door, frozen, passed in."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "CONGDOAN_"
TELEGRAM_API = "https://api.telegram.org/bot"
TELEGRAM_FILES = "https://api.telegram.org/file/bot"
ZALO_API = "https://bot-api.zaloplatforms.com/bot"


class Telegram(BaseModel):
    """How Telegram is reached."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    token: SecretStr = Field(SecretStr(""), description="Token của bot, lấy từ @BotFather.")
    api_url: str = Field(TELEGRAM_API, description="Máy chủ nói Bot API; kết thúc bằng /bot.")
    file_url: str = Field(TELEGRAM_FILES, description="Nơi tải tệp; kết thúc bằng /file/bot.")

    @field_validator("api_url", "file_url")
    @classmethod
    def _ends_in_bot(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")) or not value.endswith("/bot"):
            raise ValueError("must be an http(s) address that ends in /bot")
        return value


class Zalo(BaseModel):
    """How Zalo is reached."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    token: SecretStr = Field(SecretStr(""), description="Token của Zalo Bot; để trống nếu chưa có.")
    api_url: str = Field(ZALO_API, description="Máy chủ Zalo Bot Platform; kết thúc bằng /bot.")


class Settings(BaseSettings):
    """One frozen object. `read()` is the only way in: it also refuses unknown names."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", frozen=True, extra="ignore"
    )
    database_url: str = Field(
        "sqlite:///var/congdoan.db",
        description="sqlite:///đường/dẫn.db hoặc postgresql://người:mật-khẩu@máy/tên.",
    )
    telegram: Telegram = Telegram()
    zalo: Zalo = Zalo()
    public_url: str = Field(
        "", description="Địa chỉ HTTPS công khai. Có thì nhận tin bằng webhook, không thì tự hỏi."
    )
    listen: str = Field("127.0.0.1:8080", description="Nơi máy chủ web của bot lắng nghe.")
    secret_key: SecretStr = Field(
        SecretStr(""),
        description="Chuỗi ngẫu nhiên từ 32 ký tự; mọi bản sao của bot dùng chung một chuỗi.",
    )
    log_format: Literal["text", "json"] = Field("text", description="Dạng nhật ký: text hoặc json.")

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if urlsplit(value).scheme not in ("sqlite", "postgresql"):
            raise ValueError("must begin with sqlite:/// or postgresql://")
        return value

    @field_validator("public_url")
    @classmethod
    def _no_trailing_slash(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("must be an http(s) address")
        return value.rstrip("/")

    @field_validator("listen")
    @classmethod
    def _host_and_port(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if not host or not port.isdigit() or int(port) > 65535:
            raise ValueError("must be host:port")
        return value

    @field_validator("secret_key")
    @classmethod
    def _long_enough(cls, value: SecretStr) -> SecretStr:
        if 0 < len(value.get_secret_value()) < 32:
            raise ValueError("must have at least 32 characters")
        return value

    @property
    def host_and_port(self) -> tuple[str, int]:
        host, _, port = self.listen.rpartition(":")
        return host, int(port)


class UnknownSettings(ValueError):
    """Names with our prefix that mean nothing: most likely a slip of the finger."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = sorted(names)
        super().__init__(", ".join(self.names))


def known_names() -> dict[str, str]:
    """Every setting's environment name and its description."""
    names: dict[str, str] = {}
    for name, field in Settings.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            for inner, below in field.annotation.model_fields.items():
                names[f"{PREFIX}{name}__{inner}".upper()] = below.description or ""
        else:
            names[f"{PREFIX}{name}".upper()] = field.description or ""
    return names


def read(env_file: Path | None = Path(".env"), environ: Mapping[str, str] = os.environ) -> Settings:
    """Settings from the environment over `.env`; an unknown name of ours is refused.

    pydantic's `extra="forbid"` overlooks the environment and refuses other programs'
    names in `.env`, so the check is our own and covers both sources.
    """
    from_file = dotenv_values(env_file) if env_file and env_file.exists() else {}
    given = {name.upper() for name in (*environ, *from_file)}
    unknown = {name for name in given if name.startswith(PREFIX)} - set(known_names())
    if unknown:
        raise UnknownSettings(unknown)
    return Settings(_env_file=env_file)


def example() -> str:
    """The text of `.env.example`: every setting with its default, in the order declared."""
    defaults = Settings.model_construct()
    lines = ["# Chép thành .env rồi sửa. Tên lạ bắt đầu bằng CONGDOAN_ sẽ bị từ chối."]
    for name, description in known_names().items():
        value: object = defaults
        for part in name.removeprefix(PREFIX).lower().split("__"):
            value = getattr(value, part)
        shown = value.get_secret_value() if isinstance(value, SecretStr) else value
        lines += ["", f"# {description}", f"{name}={shown}"]
    return "\n".join(lines) + "\n"
