"""One-time pages for files: asked for in a chat, opened in a browser, used once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from storage.models import uploads
from storage.repository import Repository

LIVES = timedelta(minutes=10)
WRONG_CODES = 5  # then the page is over


@dataclass(frozen=True, slots=True)
class Upload:
    """A page that still takes its one file; what comes is heard as from this chat."""

    id: int
    bot_id: int
    chat: str
    person: str
    code: str


_UPLOAD = tuple(uploads.c[name] for name in Upload.__slots__)


class Uploads(Repository):
    async def offer(self, bot_id: int, chat: str, person: str, path: str, code: str) -> None:
        """A new page; an older one of the same chat takes nothing any more."""
        await self.run(
            update(uploads)
            .where(uploads.c.bot_id == bot_id, uploads.c.chat == chat, uploads.c.used_at.is_(None))
            .values(used_at=self.work.now)
        )
        await self.run(
            insert(uploads).values(
                bot_id=bot_id, chat=chat, person=person, path=path, code=code,
                expires_at=self.work.now + LIVES,
            )
        )  # fmt: skip

    async def at(self, path: str) -> Upload | None:
        """The page under this address; None when it is used, over, or was never there."""
        query = select(*_UPLOAD).where(
            uploads.c.path == path,
            uploads.c.used_at.is_(None),
            uploads.c.expires_at > self.work.now,
            uploads.c.wrong < WRONG_CODES,
        )
        row = (await self.run(query)).one_or_none()
        return Upload(**row._mapping) if row else None

    async def wrong_code(self, upload_id: int) -> None:
        more = uploads.c.wrong + 1
        await self.run(update(uploads).where(uploads.c.id == upload_id).values(wrong=more))

    async def used(self, upload_id: int) -> None:
        await self.run(
            update(uploads).where(uploads.c.id == upload_id).values(used_at=self.work.now)
        )

    async def forget(self, before: datetime) -> None:
        await self.run(uploads.delete().where(uploads.c.expires_at < before))
