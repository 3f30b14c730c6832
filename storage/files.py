"""Files as rows: one backup holds everything, and replicas share them."""

import hashlib
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, or_, select

from storage.models import files
from storage.repository import Repository, UnionRepository

MAX_BYTES = 10 * 1024 * 1024


class Served(Repository):
    """Files by the address they were sent under; whoever knows the address may have them."""

    async def at(self, path: str) -> Row[Any] | None:
        """name, mime, bytes, code; None once expired."""
        query = select(files.c.name, files.c.mime, files.c.bytes, files.c.code)
        fresh = or_(files.c.expires_at.is_(None), files.c.expires_at > self.work.now)
        return (await self.run(query.where(files.c.path == path, fresh))).one_or_none()


class Files(UnionRepository):
    async def keep(
        self, name: str, mime: str, content: bytes, owner: str, lifetime: timedelta | None = None
    ) -> int:
        """Store up to 10 MB for the record `owner`; its id."""
        if len(content) > MAX_BYTES:
            raise ValueError(f"a file of {len(content)} bytes is over {MAX_BYTES}")
        return await self.new_row(
            files,
            name=name,
            mime=mime,
            sha256=hashlib.sha256(content).hexdigest(),
            bytes=content,
            owner=owner,
            expires_at=self.work.now + lifetime if lifetime else None,
            created_at=self.work.now,
        )

    async def publish(
        self,
        name: str,
        mime: str,
        content: bytes,
        owner: str,
        path: str,
        code: str,
        lifetime: timedelta,
    ) -> None:
        """Store what is fetched by its address: `path` is 128 random bits, `code` opens it."""
        file_id = await self.keep(name, mime, content, owner, lifetime)
        where = files.c.id == file_id
        await self.run(self.update(files).where(where).values(path=path, code=code))

    async def get(self, file_id: int) -> tuple[str, str, bytes] | None:
        """Name, type and content."""
        query = self.mine(select(files.c.name, files.c.mime, files.c.bytes), files)
        fresh = or_(files.c.expires_at.is_(None), files.c.expires_at > self.work.now)
        row = (await self.run(query.where(files.c.id == file_id, fresh))).one_or_none()
        return (row.name, row.mime, bytes(row.bytes)) if row else None
