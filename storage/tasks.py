"""Tasks: work too long for a message, as rows. Asked in a union; claimed by any process."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, update

from storage.models import tasks
from storage.repository import Repository, UnionRepository
from storage.types import database_now

LEASE_MS = 60_000  # longer than any task may take; a dead worker's task is then taken up


@dataclass(frozen=True, slots=True)
class Task:
    """A task as a worker takes it up; `attempts` tells one claim from the next."""

    id: int
    union_id: int
    kind: str
    facts: dict[str, Any]
    member_id: int | None
    chat_id: int | None
    done: int
    total: int
    attempts: int


_TASK = tuple(tasks.c[name] for name in Task.__slots__)
_FREE = (tasks.c.state == "waiting", tasks.c.claimed_until < database_now())
_CLAIM = (
    update(tasks)
    .where(tasks.c.id == select(func.min(tasks.c.id)).where(*_FREE).scalar_subquery(), *_FREE)
    .values(claimed_until=database_now() + LEASE_MS, attempts=tasks.c.attempts + 1)
    .returning(*_TASK)
)
_NEXT_FREE = select(func.min(tasks.c.claimed_until) - database_now()).where(
    tasks.c.state == "waiting"
)


class Tasks(UnionRepository):
    async def ask(self, kind: str, facts: dict[str, Any], member_id: int, chat_id: int) -> bool:
        """A new task, unless the same one is already on its way to this chat: then False."""
        self.work.writing()
        if await self.waiting(kind, facts, chat_id) is not None:
            return False
        await self.new_row(
            tasks,
            kind=kind,
            facts=facts,
            member_id=member_id,
            chat_id=chat_id,
            created_at=self.work.now,
        )
        self.work.tasks_asked = True
        return True

    async def waiting(self, kind: str, facts: dict[str, Any], chat_id: int) -> Task | None:
        """The same task, asked for in the same chat and not yet done."""
        query = self.mine(select(*_TASK), tasks).where(
            tasks.c.state == "waiting", tasks.c.kind == kind, tasks.c.chat_id == chat_id
        )
        found = [Task(**row._mapping) for row in await self.run(query)]
        return next((task for task in found if task.facts == facts), None)

    async def end(self, task: Task, result: dict[str, Any] | None, *, failed: bool = False) -> bool:
        """Close a task with what came of it. False if another worker has it by now."""
        ended = await self.run(
            self.update(tasks)
            .where(
                tasks.c.id == task.id,
                tasks.c.state == "waiting",
                tasks.c.attempts == task.attempts,
            )
            .values(
                state="failed" if failed else "done",
                done=tasks.c.total,
                result=result,
                claimed_until=0,
                ended_at=self.work.now,
            )
        )
        return ended.rowcount == 1


class TaskClaims(Repository):
    """Claiming tasks of every union, under a lease in the database's own time."""

    async def claim(self) -> Task | None:
        """The oldest task nobody is at, now ours for a lease; None if there is none."""
        row = (await self.run(_CLAIM)).one_or_none()
        return Task(**row._mapping) if row else None

    async def progress(self, task: Task, done: int, total: int) -> None:
        """How far it is; the lease begins anew."""
        await self._of(task, done=done, total=total, claimed_until=database_now() + LEASE_MS)

    async def later(self, task: Task, after_ms: int) -> None:
        """It did not work: to be taken up again after a while, by whoever is there."""
        await self._of(task, claimed_until=database_now() + after_ms)

    async def _of(self, task: Task, **values: Any) -> None:
        await self.run(
            update(tasks)
            .where(
                tasks.c.id == task.id,
                tasks.c.state == "waiting",
                tasks.c.attempts == task.attempts,
            )
            .values(**values)
        )

    async def next_free_ms(self) -> int | None:
        """Milliseconds until a waiting task may be claimed (0: now); None if none waits."""
        found = (await self.run(_NEXT_FREE)).scalar()
        return None if found is None else max(int(found) + 1, 0)
