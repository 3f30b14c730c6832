"""What the doors share: how they say no, and that the tables must be of today."""

from config.settings import Settings
from storage import schema
from storage.engine import open_engine


class Wrong(ValueError):
    """Something is wrong; the Vietnamese sentence says what to do."""


def tables(found: str | None) -> str:
    """What is wrong with a database at this revision; empty when it is the program's own."""
    if found == schema.head():
        return ""
    if found is None:
        return "Cơ sở dữ liệu còn trống. Chạy: congdoan init union.toml"
    if found in schema.revisions():
        return "Cơ sở dữ liệu chưa ở bản mới nhất. Chạy: congdoan migrate"
    return "Cơ sở dữ liệu là của một bản mới hơn. Hãy cập nhật chương trình."


async def at_head(settings: Settings) -> None:
    """Refuse tables that are not exactly of this version."""
    engine = open_engine(settings.database_url)
    try:
        found = await schema.revision(engine)
    finally:
        await engine.dispose()
    if sentence := tables(found):
        raise Wrong(sentence)
