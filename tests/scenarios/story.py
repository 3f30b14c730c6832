"""What several scenarios begin with, and ways to look at rows."""

import re
from typing import Any

import pytest
from sqlalchemy import select

from sandbox.saobien import GROUP
from storage.models import metadata
from tests.chat import Mode, Town
from tests.person import Person
from union.members import Member

ONE = Mode("sqlite")
ONE_ZALO = Mode("sqlite", "webhook", platform="zalo")
# For what depends on words and rules alone: one database is enough, both platforms are not.
once = pytest.mark.parametrize("mode", [ONE, ONE_ZALO], ids=str)
telegram_only = pytest.mark.telegram_only
zalo_only = pytest.mark.zalo_only
# Rows of the deployment that any word may change: keys of repeats, messages, open questions.
HOUSE = {"heard", "outbox", "dialogs", "chats", "accounts", "ticks", "runs", "files", "bots",
         "menus", "inbox", "bot_months", "uploads"}  # fmt: skip


async def rows_of(made: Town) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the union's own tables."""
    found = {}
    async with made.work() as work:
        for table in metadata.sorted_tables:
            if table.name not in HOUSE:
                query = select(table).order_by(*table.primary_key.columns)
                found[table.name] = [tuple(row) for row in await work.connection.execute(query)]
    return found


async def member(made: Town, name: str) -> Member:
    async with made.work() as work:
        (found,) = await work.members.by_name(name)
        return found


async def change(made: Town, name: str, **values: Any) -> None:
    """What an officer's import would change in the register."""
    row = await member(made, name)
    async with made.work() as work:
        await work.lock()
        await work.members.change(row.id, **values)


def code_in(text: str) -> str:
    """The six digits somebody was shown, as “482 106”."""
    found = re.search(r"\b(\d{3}) ?(\d{3})\b", text)
    assert found, text
    return found[1] + found[2]


async def asks_to_join(person: Person, name: str = "Lê Văn Khách", sex: str = "Nam") -> None:
    await person.says(f"/dangky {name} 1/2/1990")
    await person.taps(sex, "Tổ 2", "Đúng, tôi đồng ý")


async def team_code(made: Town) -> str:
    await made.dung.says("/ma tổ 3")
    return code_in(made.dung.news)


async def comes_by_team(made: Town, person: Person, words: str, code: str = "") -> None:
    await person.says(code or await team_code(made))
    await person.says(words)
    await person.taps("Đúng tôi, tôi đồng ý")


async def links_the_group(made: Town) -> None:
    await made.after(made.world.adds_bot_to(GROUP))
    await made.chi.says("/nhom")
    await made.chi.says_in(GROUP, f"/noinhom {code_in(made.chi.news)}")
