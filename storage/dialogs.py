"""Where a person stands in a conversation: one row a person and chat."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select

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

    async def open_if_free(
        self,
        chat_id: int,
        account_id: int,
        name: str,
        version: int,
        answers: dict[str, Any],
        forgotten_before: datetime,
    ) -> bool:
        """Start a dialog unless another is open there; a forgotten one is not in the way."""
        await self.run(
            delete(dialogs).where(
                dialogs.c.chat_id == chat_id,
                dialogs.c.account_id == account_id,
                dialogs.c.since < forgotten_before,
            )
        )
        once = self.add_once(dialogs).values(
            chat_id=chat_id,
            account_id=account_id,
            name=name,
            version=version,
            answers=answers,
            since=self.work.now,
        )
        if (await self.run(once.returning(dialogs.c.chat_id))).first() is not None:
            return True
        query = select(dialogs.c.name, dialogs.c.answers).where(
            dialogs.c.chat_id == chat_id, dialogs.c.account_id == account_id
        )
        row = (await self.run(query)).one_or_none()
        # The same one: nothing is taken away, and what is typed next answers it.
        return row is not None and row.name == name and answers.items() <= row.answers.items()

    async def close(self, chat_id: int, account_id: int) -> None:
        await self.run(_CLOSE, {"chat": chat_id, "account": account_id})
