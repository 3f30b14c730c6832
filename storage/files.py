"""Files as rows: one backup holds everything, and replicas share them."""

import hashlib
from datetime import timedelta

from sqlalchemy import or_, select

from storage.models import files
from storage.repository import UnionRepository

MAX_BYTES = 10 * 1024 * 1024


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

    async def get(self, file_id: int) -> tuple[str, str, bytes] | None:
        """Name, type and content."""
        query = self.mine(select(files.c.name, files.c.mime, files.c.bytes), files)
        fresh = or_(files.c.expires_at.is_(None), files.c.expires_at > self.work.now)
        row = (await self.run(query.where(files.c.id == file_id, fresh))).one_or_none()
        return (row.name, row.mime, bytes(row.bytes)) if row else None
