"""`make texts`: writes down anew what the bot says, and the example of the settings."""

from pathlib import Path

from bot.texts.samples import pages
from config.settings import example

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).resolve().parent / "golden"


def wanted() -> dict[Path, str]:
    """Every file that is written by the code, and what it should say now."""
    files = {GOLDEN / f"{subject}.txt": page for subject, page in pages().items()}
    return files | {ROOT / ".env.example": example()}


def rewrite() -> None:
    files = wanted()  # first: a broken sample must not empty the folder
    GOLDEN.mkdir(exist_ok=True)
    for old in set(GOLDEN.glob("*.txt")) - set(files):
        old.unlink()
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    rewrite()
