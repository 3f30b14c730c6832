"""Members by the thousand, spread over unions, each one tap away from a confirmed correction."""

from datetime import UTC, date, datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from storage import schema
from storage.models import accounts, bots, chats, dialogs, links, members, unions
from union import names

UNIONS = 20
BOT = "123456789"


async def seed(engine: AsyncEngine, users: int, first: int) -> None:
    """`users` members with ids from `first` on, who have only to say “đúng”."""
    await schema.upgrade(engine)
    now = datetime.now(UTC)
    async with engine.begin() as connection:
        await connection.execute(
            insert(bots), [{"platform": "telegram", "external": BOT, "name": "lab_bot"}]
        )
        await connection.execute(
            insert(unions),
            [
                {
                    "code": f"lab{n}",
                    "name": f"CĐCS số {n}",
                    "kind": "enterprise",
                    "log_salt": f"{n:032x}",
                    "trial": False,
                    "created_at": now,
                }
                for n in range(UNIONS)
            ],
        )
        known = (await connection.execute(select(unions.c.id))).scalars().all()
        bot_id = (await connection.execute(select(bots.c.id))).scalar_one()
        await _people(connection, list(known), bot_id, users, first, now)


async def _people(connection, known, bot_id, users, first, now) -> None:  # type: ignore[no-untyped-def]
    rows = []
    for n in range(users):
        name = f"Nguyễn Văn {chr(65 + n % 26)}"
        rows.append(
            {
                "union_id": known[n % len(known)],
                "name": name,
                "sort_key": names.sort_key(name),
                "search_key": names.search_key(name),
                "birth_date": date(1980, 1, 1),
                "birth_year": 1980,
                "birth_md": 101,
                "sex": "M",
                "phone": f"+849{n:08d}",
                "state": "member",
                "created_at": now,
            }
        )
    await connection.execute(insert(members), rows)
    people = [
        {
            "bot_id": bot_id,
            "external": str(first + n),
            "union_id": known[n % len(known)],
            "created_at": now,
        }
        for n in range(users)
    ]
    await connection.execute(insert(accounts), people)
    await connection.execute(
        insert(chats),
        [{"bot_id": bot_id, "external": str(first + n), "heard_at": now} for n in range(users)],
    )
    ids = (await connection.execute(select(accounts.c.id).order_by(accounts.c.id))).scalars().all()
    whom = (await connection.execute(select(members.c.id).order_by(members.c.id))).scalars().all()
    where = (await connection.execute(select(chats.c.id).order_by(chats.c.id))).scalars().all()
    await connection.execute(
        insert(links),
        [
            {
                "union_id": known[n % len(known)],
                "account_id": ids[n],
                "member_id": whom[n],
                "since": now,
                "used_at": now,
            }
            for n in range(users)
        ],
    )
    await connection.execute(
        insert(dialogs),
        [
            {
                "chat_id": where[n],
                "account_id": ids[n],
                "name": "sua",
                "version": 1,
                "since": now,
                "answers": {"field": "phone", "value": f"+848{n:08d}"},
            }
            for n in range(users)
        ],
    )
