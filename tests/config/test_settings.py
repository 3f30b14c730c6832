"""Settings: what may be set, what is refused, and an example that says it all."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from config.settings import PREFIX, Settings, UnknownSettings, example, known_names, read

ROOT = Path(__file__).resolve().parents[2]
SECRET = "0123456789abcdef0123456789abcdef"


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in list(os.environ):
        if name.upper().startswith(PREFIX):
            monkeypatch.delenv(name)


def _env(folder: Path, *lines: str) -> Path:
    file = folder / ".env"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_the_example_is_the_class() -> None:
    assert (ROOT / ".env.example").read_text(encoding="utf-8") == example()


def test_the_example_names_everything_once_and_is_read_back(tmp_path: Path) -> None:
    lines = [line for line in example().splitlines() if line and not line.startswith("#")]
    assert [line.partition("=")[0] for line in lines] == list(known_names())
    assert all(known_names().values())  # each with a word of explanation
    assert read(_env(tmp_path, *lines), {}) == Settings(_env_file=None)


def test_nothing_set_is_a_good_beginning(tmp_path: Path) -> None:
    settings = read(tmp_path / "none", {})
    assert settings.database_url.startswith("sqlite:///")
    assert settings.public_url == ""
    assert settings.host_and_port == ("127.0.0.1", 8080)
    assert settings.telegram.token.get_secret_value() == ""


@pytest.mark.parametrize(
    "name",
    ["CONGDOAN_TOKEN", "CONGDOAN_TELEGRAM_TOKEN", "congdoan_telegram__tokn", "CONGDOAN_"],
)
def test_an_unknown_name_is_refused_wherever_it_stands(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnknownSettings) as refused:
        read(tmp_path / "none", {name: "x"})
    assert refused.value.names == [name.upper()]
    with pytest.raises(UnknownSettings) as refused:
        read(_env(tmp_path, f"{name}=x"), {})
    assert refused.value.names == [name.upper()]


def test_names_of_other_programs_are_none_of_ours(tmp_path: Path) -> None:
    read(_env(tmp_path, "POSTGRES_PASSWORD=x", "TELEGRAM__TOKEN=y"), {"PATH": "/bin"})


def test_the_environment_stands_above_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = _env(
        tmp_path, f"CONGDOAN_SECRET_KEY={SECRET}", "CONGDOAN_TELEGRAM__TOKEN=1:file",
        "CONGDOAN_LISTEN=127.0.0.1:1",
    )  # fmt: skip
    monkeypatch.setenv("CONGDOAN_TELEGRAM__TOKEN", "2:environment")
    settings = read(file)
    assert settings.telegram.token.get_secret_value() == "2:environment"
    assert settings.secret_key.get_secret_value() == SECRET
    assert settings.host_and_port == ("127.0.0.1", 1)


@pytest.mark.parametrize(
    "line",
    [
        "CONGDOAN_DATABASE_URL=mysql://u:p@h/x",
        "CONGDOAN_DATABASE_URL=congdoan.db",
        "CONGDOAN_TELEGRAM__API_URL=https://api.telegram.org",
        "CONGDOAN_TELEGRAM__FILE_URL=ftp://h/bot",
        "CONGDOAN_PUBLIC_URL=bot.example.vn",
        "CONGDOAN_LISTEN=8080",
        "CONGDOAN_LISTEN=127.0.0.1:99999",
        "CONGDOAN_SECRET_KEY=short",
        "CONGDOAN_LOG_FORMAT=xml",
    ],
)
def test_a_value_that_will_not_do(tmp_path: Path, line: str) -> None:
    with pytest.raises(ValidationError):
        read(_env(tmp_path, line), {})


def test_a_public_address_loses_its_last_slash(tmp_path: Path) -> None:
    settings = read(_env(tmp_path, "CONGDOAN_PUBLIC_URL=https://bot.example.vn/"), {})
    assert settings.public_url == "https://bot.example.vn"


def test_secrets_do_not_print() -> None:
    settings = Settings(_env_file=None, secret_key=SECRET, telegram={"token": "1:secret-token"})
    for shown in (repr(settings), str(settings), str(settings.telegram)):
        assert SECRET not in shown
        assert "secret-token" not in shown


def test_settings_are_frozen() -> None:
    settings = Settings(_env_file=None)
    with pytest.raises(ValidationError):
        settings.listen = "0.0.0.0:1"
    with pytest.raises(ValidationError):
        settings.telegram.api_url = "x"
