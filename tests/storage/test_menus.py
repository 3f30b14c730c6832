"""Menus of a platform without buttons: which are live, which are over, what waits for them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select

from storage.bots import known_bot
from storage.engine import open_engine
from storage.models import accounts, chats, heard
from storage.models import menus as table
from storage.work import Work, open_work

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
TWO = [("Có", "yes"), ("Không", "no")]


class Chat:
    """One chat of one bot, and moments."""

    def __init__(self, url: str) -> None:
        self.engine = open_engine(url)
        self.id = 0

    @asynccontextmanager
    async def at(self, minutes: float = 0) -> AsyncIterator[Work]:
        async with open_work(self.engine, None, NOW + timedelta(minutes=minutes)) as work:
            yield work

    async def sent(
        self, message: str, minutes: float = 0, *, asked: bool = False, case: int | None = None,
        choices: list[tuple[str, str]] | None = None,
    ) -> None:  # fmt: skip
        async with self.at(minutes) as work:
            offered = TWO if choices is None else choices
            await work.menus.sent(self.id, message, [*offered], asked=asked, case_number=case)

    async def live(self, minutes: float = 0) -> list[str]:
        async with self.at(minutes) as work:
            return [menu.message for menu in await work.menus.live(self.id)]

    async def waits(self, minutes: float) -> float | None:
        """Minutes until what nobody asked for may go out."""
        async with self.at(minutes) as work:
            until = await work.menus.in_talk_until(self.id)
        return None if until is None else (until - NOW) / timedelta(minutes=1)


@pytest.fixture
async def chat(database_url: str) -> AsyncIterator[Chat]:
    made = Chat(database_url)
    bot = await known_bot(made.engine, "zalo", "9876", "Bot Sao Biển")
    async with made.at() as work:
        await work.accounts.meet(bot, "c1", "c1", False)
        made.id = (await work.connection.execute(select(chats.c.id))).scalar_one()
    yield made
    await made.engine.dispose()


async def says(chat: Chat, minutes: float) -> None:
    async with chat.at(minutes) as work:
        account = (await work.connection.execute(select(accounts))).one()
        await work.connection.execute(
            insert(heard).values(
                bot_id=account.bot_id, key=f"k{minutes}", account_id=account.id, at=work.now
            )
        )


async def test_an_answer_ends_the_lists_before_it(chat: Chat) -> None:
    await chat.sent("first", asked=True)
    assert await chat.live() == ["first"]
    await chat.sent("second", asked=True)
    assert await chat.live() == ["second"]
    await chat.sent("a question without choices", asked=True, choices=[])
    assert await chat.live() == []


async def test_what_nobody_asked_for_stands_beside_for_an_hour(chat: Chat) -> None:
    await chat.sent("answer", asked=True)
    await chat.sent("reminder", 59)
    assert await chat.live(59) == ["reminder", "answer"]
    await chat.sent("later", 125)
    assert await chat.live(125) == ["later"], "more than an hour after the one before"


async def test_two_reminders_within_the_hour_are_both_live(chat: Chat) -> None:
    await chat.sent("one")
    await chat.sent("two", 30)
    assert await chat.live(40) == ["two", "one"]


async def test_a_week_later_nothing_is_live_but_cards(chat: Chat) -> None:
    await chat.sent("card", case=27)
    await chat.sent("answer", 1, asked=True)
    assert await chat.live(2) == ["answer", "card"], "a card stays, whatever was talked of since"
    assert await chat.live(60 * 24 * 6) == ["answer", "card"], "it is still the last message"
    assert await chat.live(60 * 24 * 7 + 2) == ["card"]
    async with chat.at(2) as work:
        _, card = await work.menus.live(chat.id)
        assert not card.current


async def test_a_choice_knows_the_message_it_belongs_to(chat: Chat) -> None:
    async with chat.at() as work:
        await work.menus.sent(chat.id, "which", [("Có", "yes", "m1"), ("Ừ", "y")], asked=True)
        ((first, second),) = [menu.choices for menu in await work.menus.live(chat.id)]
    assert (first.message, second.message) == ("m1", "which")


async def test_who_is_talking_is_not_interrupted_for_ten_minutes(chat: Chat) -> None:
    assert await chat.waits(0) is None
    await says(chat, 0)
    assert await chat.waits(1) is None, "nothing is before them"
    await chat.sent("answer", asked=True)
    assert await chat.waits(1) == 10
    await says(chat, 4)
    assert await chat.waits(5) == 14
    assert await chat.waits(14.1) is None


async def test_an_open_dialog_is_not_interrupted(chat: Chat) -> None:
    await says(chat, 0)
    async with chat.at() as work:
        account = (await work.connection.execute(select(accounts.c.id))).scalar_one()
        await work.dialogs.open(chat.id, account, "sua", 1, {})
    await chat.sent("how much?", asked=True, choices=[])
    assert await chat.waits(3) == 10


async def test_old_ones_are_forgotten(chat: Chat) -> None:
    await chat.sent("old")
    await chat.sent("new", 60 * 24 * 31)
    async with chat.at(60 * 24 * 31) as work:
        await work.plan.forget(work.now - timedelta(days=7), work.now - timedelta(days=30))
        kept = (await work.connection.execute(select(table.c.message))).scalars().all()
    assert kept == ["new"]
