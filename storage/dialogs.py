"""Where a person stands in a conversation: one row a person and chat."""

from typing import Any

from sqlalchemy import bindparam, delete

from storage.models import dialogs
from storage.repository import Repository

_CLOSE = delete(dialogs).where(
    dialogs.c.chat_id == bindparam("chat"), dialogs.c.account_id == bindparam("account")
)


class Dialogs(Repository):
    async def open(
        self, chat_id: int, account_id: int, name: str, version: int, answers: dict[str, Any]
    ) -> None:
        """Start a dialog or store its next answer; an older one in this chat is forgotten."""
        values = {
            "name": name,
            "version": version,
            "answers": answers,
            "since": self.work.now,
        }
        statement = self.upsert(dialogs, ["chat_id", "account_id"], values)
        await self.run(statement.values(chat_id=chat_id, account_id=account_id, **values))

    async def close(self, chat_id: int, account_id: int) -> None:
        await self.run(_CLOSE, {"chat": chat_id, "account": account_id})
