"""Trouble of the network and of the platform: nothing lost, greetings never twice."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from sandbox import saobien
from storage.bots import known_bot
from tests.chat import Mode, Town, group_says, town
from tests.crash.wire import chat_row, heard_by, rows, sends, until, write_to
from tests.databases import ENGINES, Databases
from union.consents import Answer, Purpose

MODES = [Mode("sqlite", "polling"), Mode("postgresql", "webhook")]
HERE = ("an", "bich", "chi", "dung", "giang")


@pytest.fixture(params=[mode for mode in MODES if mode.database in ENGINES], ids=str)
async def bien(request: pytest.FixtureRequest, databases: Databases) -> AsyncIterator[Town]:
    mode: Mode = request.param
    async with town(mode, await databases.fresh(mode.database), members=HERE) as made:
        yield made


async def _greeting_group(bien: Town) -> None:
    bien.world.chats[saobien.GROUP].bot = "member"
    bot_id = await known_bot(
        bien.app.engine, "telegram", str(bien.world.bot_id), bien.world.username
    )
    await saobien.link_group(bien.app.engine, bien.union_id, bot_id, bien.clock.now())
    async with bien.work() as work:
        await work.lock()
        (dung,) = await work.members.by_name("Phạm Văn Dũng")
        await work.consents.record(dung.id, Purpose.BIRTHDAY, Answer.GROUP)


# --- sending --------------------------------------------------------------------------------


async def test_a_flooded_chat_waits_and_no_other(bien: Town) -> None:
    bien.world.faults.add("sendMessage", "429", chat_id=saobien.AN, retry_after=1)
    said = bien.world.says(saobien.AN, "/toi")
    await until(bien, lambda: sends(bien, saobien.AN))
    bien.world.says(saobien.BICH, "/toi")
    await until(bien, lambda: heard_by(bien.bich))
    assert heard_by(bien.an) == []
    await bien.after(said)
    assert len(heard_by(bien.an)) == 1
    assert len(sends(bien, saobien.AN)) == 2


async def test_nothing_overtakes_in_a_flooded_chat(bien: Town) -> None:
    bien.world.faults.add("sendMessage", "429", chat_id=saobien.AN, retry_after=1)
    bien.world.says(saobien.AN, "/toi")
    await until(bien, lambda: sends(bien, saobien.AN))
    await bien.after(bien.world.says(saobien.AN, "/trogiup"))
    first, second = heard_by(bien.an)
    assert first.startswith("Thông tin của anh An")
    assert second != first


async def test_a_fault_of_the_platform_is_tried_again(bien: Town) -> None:
    bien.world.faults.add("sendMessage", "500", chat_id=saobien.AN, times=3)
    await bien.an.says("/toi")
    assert len(sends(bien, saobien.AN)) == 4
    (row,) = await rows(bien, saobien.AN)
    assert (row.state, row.attempts, len(heard_by(bien.an))) == ("sent", 4, 1)


async def test_an_answer_whose_acceptance_was_lost_comes_twice(bien: Town) -> None:
    bien.world.faults.add("sendMessage", "lost", chat_id=saobien.AN)
    await bien.an.says("/toi")
    once, again = heard_by(bien.an)
    assert once == again
    (row,) = await rows(bien, saobien.AN)
    assert row.state == "sent"


@pytest.mark.parametrize(("kind", "greeted"), [("lost", 1), ("refuse", 0), ("500", 1), ("429", 1)])
async def test_a_greeting_never_comes_twice(bien: Town, kind: str, greeted: int) -> None:
    bien.world.faults.add("sendMessage", kind, chat_id=saobien.DUNG)
    await bien.jump_to(2026, 11, 28)
    assert len(heard_by(bien.dung)) == greeted
    (row,) = await rows(bien, saobien.DUNG)
    assert row.state == ("unknown" if kind in ("lost", "refuse") else "sent")


async def test_a_broken_connection_loses_no_answer(bien: Town) -> None:
    bien.world.faults.add("sendMessage", "refuse", chat_id=saobien.AN, times=2)
    await bien.an.says("/toi")
    assert len(heard_by(bien.an)) == 1


async def test_a_long_message_comes_in_parts(bien: Town) -> None:
    paragraphs = [f"{n}. " + "Công đoàn 🎂 " * 60 for n in range(12)]
    choices = [[["Trang chính", "home", "", False]]]
    await write_to(bien, bien.an, {"text": "\n\n".join(paragraphs), "choices": choices})
    parts = [m for m in bien.world.messages(saobien.AN) if m.from_bot]
    assert len(parts) > 1
    assert all(len(m.text.encode("utf-16-le")) <= 2 * 4096 for m in parts)
    assert " ".join(m.text for m in parts).split() == " ".join(paragraphs).split()
    assert [bool(m.buttons) for m in parts] == [False] * (len(parts) - 1) + [True]


async def test_a_message_that_cannot_be_made_holds_nobody_up(bien: Town) -> None:
    await bien.an.says("/toi")
    await write_to(bien, bien.an, {"text": "x", "edit": "not a number"})
    await bien.an.says("/trogiup")
    assert [row.state for row in await rows(bien, saobien.AN)] == ["sent", "failed", "sent"]


# --- hearing --------------------------------------------------------------------------------


async def test_an_update_delivered_twice_is_answered_once(bien: Town) -> None:
    bien.world.faults.duplicate_next_update()
    await bien.an.says("/toi")
    assert len(heard_by(bien.an)) == 1


async def test_a_press_is_acknowledged_once_and_heard_once(bien: Town) -> None:
    await bien.an.says("sửa số điện thoại 0912 345 678")
    bien.world.faults.duplicate_next_update()
    await bien.an.taps("Đúng, gửi đi")
    await bien.chi.taps("Duyệt")
    assert heard_by(bien.chi)[0].startswith("Đề nghị số 1")
    async with bien.work() as work:
        assert await work.cases.waiting() == []
        assert await work.cases.numbered(2) is None
    pressed = [call.answer for call in bien.world.calls if call.method == "answerCallbackQuery"]
    assert sum(bool(answer and answer["ok"]) for answer in pressed) == 2


async def test_a_press_may_overtake_a_message(bien: Town) -> None:
    await bien.an.says("/toi")
    bien.world.faults.hold(saobien.AN)
    held = bien.world.says(saobien.AN, "/trogiup")
    await bien.an.taps("Quyền riêng tư")
    after_press = heard_by(bien.an)
    assert len(after_press) == 2
    bien.world.faults.release(saobien.AN)
    await bien.after(held)
    assert len(heard_by(bien.an)) == 3
    assert heard_by(bien.an)[:2] == after_press


async def test_a_second_poller_is_survived(databases: Databases) -> None:
    mode = Mode("sqlite", "polling")
    async with town(mode, await databases.fresh("sqlite"), members=HERE) as bien:
        url = f"{bien.settings.telegram.api_url}{bien.world.token}/getUpdates"
        await bien.an.says("/toi")
        polls = [call for call in bien.world.calls if call.method == "getUpdates"]
        async with aiohttp.ClientSession() as http, http.post(url, data={"timeout": 1}) as other:
            assert (await other.json())["ok"]
        assert (polls[-1].answer or {})["error_code"] == 409
        await bien.an.says("/trogiup")
        assert len(heard_by(bien.an)) == 2


# --- people and groups come and go ----------------------------------------------------------


async def test_nothing_more_is_sent_to_who_has_blocked_the_bot(bien: Town) -> None:
    await bien.dung.says("/toi")
    await bien.after(bien.world.blocks_bot(saobien.DUNG))
    before = len(sends(bien, saobien.DUNG))
    await bien.jump_to(2026, 11, 28)
    assert len(sends(bien, saobien.DUNG)) == before
    assert (await chat_row(bien, saobien.DUNG)).blocked_at is not None
    await _comes_back(bien)


async def test_a_block_is_learnt_from_a_refused_message(bien: Town) -> None:
    """The event of the block was lost, or came before this bot listened."""
    bien.world.people[saobien.DUNG].blocked = True
    await bien.jump_to(2026, 11, 28)
    assert len(sends(bien, saobien.DUNG)) == 1
    assert (await chat_row(bien, saobien.DUNG)).blocked_at is not None
    await bien.jump_to(2026, 11, 29, hour=8)
    assert len(sends(bien, saobien.DUNG)) == 1
    await _comes_back(bien)


async def _comes_back(bien: Town) -> None:
    bien.world.people[saobien.DUNG].blocked = False
    await bien.dung.says("/toi")
    assert bien.dung.hears("Phạm Văn Dũng")
    assert (await chat_row(bien, saobien.DUNG)).blocked_at is None


async def test_a_group_that_says_it_moves_is_followed(bien: Town) -> None:
    await _greeting_group(bien)
    new = bien.world.migrate_group(saobien.GROUP)
    await bien.settled()
    await bien.jump_to(2026, 11, 28)
    assert len(group_says(bien, new)) == 1
    assert await _linked(bien) == [str(new)]


async def test_a_group_found_moved_is_followed(bien: Town) -> None:
    """Its own word of the move comes late, and must not undo what was learnt."""
    await _greeting_group(bien)
    bien.world.faults.hold(saobien.GROUP)
    new = bien.world.migrate_group(saobien.GROUP)
    bien.world.faults.hold(new)
    await bien.jump_to(2026, 11, 28)
    assert len(group_says(bien, new)) == 1
    bien.world.faults.clear()
    await bien.settled()
    assert await _linked(bien) == [str(new)]


async def _linked(bien: Town) -> list[str]:
    async with bien.work() as work:
        found = [await work.claims.address(chat_id) for chat_id in await work.unions.groups()]
    return [row.external for row in found]


# --- and all of it quietly ------------------------------------------------------------------


async def test_no_token_in_any_log_line(bien: Town, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    faults = bien.world.faults
    for kind in ("429", "500", "lost", "refuse"):
        faults.add("sendMessage", kind, chat_id=saobien.AN)
    for kind in ("500", "refuse"):
        faults.add("getUpdates", kind)
        faults.add("answerCallbackQuery", kind)
    await bien.an.says("/toi")
    await bien.an.taps("Quyền riêng tư")
    bien.world.people[saobien.BICH].blocked = True
    await write_to(bien, bien.bich, {"text": "x"})
    await asyncio.wait_for(bien.settled(), 30)
    assert caplog.records
    secret = bien.world.token.partition(":")[2]
    assert all(secret not in record.getMessage() for record in caplog.records)
    assert secret not in caplog.text
