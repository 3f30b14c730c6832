"""How updates reach a bot that polls, and what presses and acknowledgements mean."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from telegram.error import BadRequest, Conflict

from sandbox.telegram import Impossible
from sandbox.telegram.trial import Trial, trial

pytestmark = pytest.mark.asyncio
AN, BICH = 1001, 1002
YES = {"inline_keyboard": [[{"text": "Duyệt", "callback_data": "ok"}]]}
TOO_OLD = "Query is too old and response timeout expired or query id is invalid"


@pytest_asyncio.fixture
async def t() -> AsyncIterator[Trial]:
    async with trial() as opened:
        yield opened


async def offered(t: Trial) -> int:
    t.world.starts(AN)
    sent = await t.call("sendMessage", chat_id=AN, text="Duyệt?", reply_markup=YES)
    return int(sent["result"]["message_id"])


async def test_a_command_carries_its_entity_and_payload(t: Trial) -> None:
    t.world.starts(AN, "abc")
    (update,) = await t.bot.get_updates()
    assert update.message and update.message.text == "/start abc"
    assert update.message.from_user and update.message.from_user.full_name == "Trần Văn An"
    assert update.message.parse_entities(["bot_command"]).popitem()[1] == "/start"
    assert update.message.chat.type == "private" and update.message.chat_id == AN


async def test_offsets_of_entities_count_utf16_units(t: Trial) -> None:
    t.world.says(AN, "😀 hỏi @congdoan_bot và /quy@congdoan_bot #sinhnhật")
    (update,) = await t.bot.get_updates()
    assert update.message
    found = [(e.type, update.message.parse_entity(e)) for e in update.message.entities]
    assert found == [
        ("mention", "@congdoan_bot"),
        ("bot_command", "/quy@congdoan_bot"),
        ("hashtag", "#sinhnhật"),
    ]
    assert update.message.entities[0].offset == 7


async def test_an_update_stays_until_a_later_offset_is_asked_for(t: Trial) -> None:
    first, second = t.world.says(AN, "một"), t.world.says(AN, "hai")
    waiting = asyncio.ensure_future(t.world.acknowledged(first["update_id"]))
    for _ in range(2):
        assert [u.message.text for u in await t.bot.get_updates() if u.message] == ["một", "hai"]
    assert not waiting.done()
    (left,) = await t.bot.get_updates(offset=second["update_id"])
    assert left.update_id == second["update_id"]
    await asyncio.wait_for(waiting, 5)
    assert await t.bot.get_updates(offset=second["update_id"] + 1) == ()
    await asyncio.wait_for(t.world.settled(), 5)


async def test_limit_and_negative_offset(t: Trial) -> None:
    for word in ("một", "hai", "ba"):
        t.world.says(AN, word)
    assert len(await t.bot.get_updates(limit=2)) == 2
    assert [u.message.text for u in await t.bot.get_updates(offset=-1) if u.message] == ["ba"]
    assert len(t.world.updates.pending) == 1


async def test_a_long_poll_wakes_with_the_first_update(t: Trial) -> None:
    polling = asyncio.ensure_future(t.bot.get_updates(timeout=30))
    await t.world.updates.polled()
    t.world.says(AN, "chào")
    (update,) = await asyncio.wait_for(polling, 5)
    assert update.message and update.message.text == "chào"


async def test_the_earlier_of_two_pollers_is_told_of_the_conflict(t: Trial) -> None:
    earlier = asyncio.ensure_future(t.bot.get_updates(timeout=30))
    await t.world.updates.polled()
    later = asyncio.ensure_future(t.call("getUpdates", timeout=30))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await asyncio.wait_for(earlier, 5)
    t.world.says(AN, "chào")
    assert len((await asyncio.wait_for(later, 5))["result"]) == 1


async def test_a_poller_that_died_takes_nothing_with_it(t: Trial) -> None:
    dying = asyncio.ensure_future(t.call("getUpdates", timeout=30))
    await t.world.updates.polled()
    dying.cancel()
    t.world.says(AN, "chào")
    assert len(await t.bot.get_updates(timeout=5)) == 1


async def test_only_the_kinds_asked_for_are_kept(t: Trial) -> None:
    await t.bot.get_updates(allowed_updates=["callback_query"])
    message = await offered(t)
    t.world.taps(AN, AN, message, "ok")
    (update,) = await t.bot.get_updates()
    assert update.callback_query
    assert t.world.says(AN, "không ai nghe")["update_id"] is None


async def test_an_edited_message_is_told(t: Trial) -> None:
    t.world.says(AN, "5tr")
    t.world.edits(AN, t.world.messages(AN)[0].id, "6tr")
    update = (await t.bot.get_updates())[-1]
    assert update.edited_message and update.edited_message.text == "6tr"


async def test_a_press_is_answered_once(t: Trial) -> None:
    message = await offered(t)
    press = t.world.taps(AN, AN, message, "ok")
    update = (await t.bot.get_updates())[-1]
    query = update.callback_query
    assert query and query.data == "ok" and query.message
    assert query.message.message_id == message and update.update_id == press["update_id"]
    assert await query.answer("Đã ghi", show_alert=True)
    assert await t.world.answer_to(press, 5) == {"text": "Đã ghi", "show_alert": True}
    with pytest.raises(BadRequest, match=TOO_OLD):
        await query.answer("Lần nữa")


async def test_a_press_is_answered_while_it_is_young(t: Trial) -> None:
    message = await offered(t)
    press = t.world.taps(AN, AN, message, "ok")["callback_query"]["id"]
    assert await t.refusal("answerCallbackQuery", callback_query_id="1") == f"Bad Request: {old()}"
    long = {"callback_query_id": press, "text": "a" * 201}
    assert await t.refusal("answerCallbackQuery", **long) == "Bad Request: MESSAGE_TOO_LONG"
    t.clock.move_by(timedelta(hours=1))
    late = {"callback_query_id": press}
    assert await t.refusal("answerCallbackQuery", **late) == f"Bad Request: {old()}"


async def test_only_a_button_that_is_there_can_be_pressed(t: Trial) -> None:
    message = await offered(t)
    for data, number in (("khác", message), ("ok", 999)):
        with pytest.raises(Impossible):
            t.world.taps(AN, AN, number, data)
    await t.bot.edit_message_text("Xong", AN, message)
    with pytest.raises(Impossible):
        t.world.taps(AN, AN, message, "ok")
    with pytest.raises(Impossible):
        t.world.taps(BICH, AN, message, "ok")


async def test_a_contact_says_whose_it_is(t: Trial) -> None:
    keyboard = {"keyboard": [[{"text": "Gửi số", "request_contact": True}]]}
    t.world.starts(AN)
    menu = (await t.call("sendMessage", chat_id=AN, text="a", reply_markup=keyboard))["result"]
    t.world.shares_contact(AN)
    t.world.shares_contact(AN, of=BICH)
    t.world.shares_contact(AN, phone="84900000000", of=None)
    own, other, none = [u.message for u in (await t.bot.get_updates())[1:]]
    assert own and own.contact and own.contact.phone_number == "84901234123"
    assert own.contact.user_id == AN and own.reply_to_message
    assert own.reply_to_message.message_id == menu["message_id"]
    assert other and other.contact and other.contact.user_id == BICH
    assert none and none.contact and none.contact.user_id is None


async def test_blocking_is_told_as_a_change_of_membership(t: Trial) -> None:
    t.world.starts(AN)
    t.world.blocks_bot(AN)
    t.world.unblocks(AN)
    changes = [u.my_chat_member for u in await t.bot.get_updates() if u.my_chat_member]
    assert [c.new_chat_member.status for c in changes] == ["kicked", "member"]
    t.world.blocks_bot(AN)
    with pytest.raises(Impossible):
        t.world.says(AN, "chào")


async def test_a_duplicated_update_comes_again_after_it_was_confirmed(t: Trial) -> None:
    t.world.faults.duplicate_next_update()
    number = t.world.says(AN, "chào")["update_id"]
    seen = [u.update_id for u in await t.bot.get_updates()]
    seen += [u.update_id for u in await t.bot.get_updates(offset=number + 1)]
    seen += [u.update_id for u in await t.bot.get_updates(offset=number + 1)]
    assert seen == [number, number]


async def test_a_press_overtakes_a_message_that_is_held(t: Trial) -> None:
    message = await offered(t)
    start = (await t.bot.get_updates())[0].update_id
    t.world.faults.hold(AN)
    held = t.world.says(AN, "chậm")["update_id"]
    press = t.world.taps(AN, AN, message, "ok")["update_id"]
    assert [u.update_id for u in await t.bot.get_updates(offset=start + 1)] == [press]
    assert await t.bot.get_updates(offset=press + 1) == ()
    t.world.faults.release(AN)
    assert [u.update_id for u in await t.bot.get_updates(offset=press + 1)] == [held]
    assert await t.bot.get_updates(offset=held + 1) == ()
    await asyncio.wait_for(t.world.settled(), 5)


def old() -> str:
    return "query is too old and response timeout expired or query ID is invalid"
