"""Pictures and files for a platform that takes addresses: under a random name, for a while."""

import secrets
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.channels.channel import Attachment
from storage.outbox import Written
from storage.work import open_work

PICTURE_LIVES = timedelta(days=2)  # the platform fetches it more than once, and late
FILE_LIVES = timedelta(hours=24)
PICTURES = ("image/png", "image/jpeg")


class Links:
    def __init__(self, engine: AsyncEngine, public_url: str) -> None:
        self.engine = engine
        self.public_url = public_url

    async def attach(self, row: Written, file: Attachment, now: datetime) -> Attachment | None:
        """The file with its address; a file asks for a code. None without a public address."""
        if not self.public_url or row.union_id is None:
            return None
        picture = file.mime in PICTURES
        path, code = secrets.token_hex(16), "" if picture else f"{secrets.randbelow(10_000):04d}"
        async with open_work(self.engine, row.union_id, now) as work:
            await work.lock()
            await work.files.publish(
                file.name, file.mime, file.content, f"message {row.id}",
                path, code, PICTURE_LIVES if picture else FILE_LIVES,
            )  # fmt: skip
        return replace(file, url=f"{self.public_url}/f/{path}", code=code)
