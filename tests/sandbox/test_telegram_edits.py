"""What the bot may change in messages that are already there."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from telegram.error import BadRequest

from sandbox.telegram.trial import Trial, trial

pytestmark = pytest.mark.asyncio
AN = 1001
YES = {"inline_keyboard": [[{"text": "Duyệt", "callback_data": "ok"}]]}
HOME = {"keyboard": [["Đoàn phí"]], "is_persistent": True, "one_time_keyboard": True}
SAME = (
    "Bad Request: message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)


@pytest_asyncio.fixture
async def t() -> AsyncIterator[Trial]:
    async with trial() as opened:
        opened.world.starts(AN)
        yield opened


async def test_an_edit_changes_the_text_and_takes_the_buttons_away(t: Trial) -> None:
    sent = (await t.call("sendMessage", chat_id=AN, text="Duyệt?", reply_markup=YES))["result"]
    edited = await t.bot.edit_message_text("Đã duyệt", AN, sent["message_id"])
    assert edited.edit_date and not edited.reply_markup
    seen = t.world.messages(AN)[-1]
    assert (seen.text, seen.edited, seen.buttons) == ("Đã duyệt", True, [])


async def test_an_edit_that_changes_nothing_is_refused(t: Trial) -> None:
    sent = (await t.call("sendMessage", chat_id=AN, text="a", reply_markup=YES))["result"]
    where = {"chat_id": AN, "message_id": sent["message_id"]}
    again = {**where, "text": "a", "reply_markup": YES}
    assert await t.refusal("editMessageText", **again) == SAME
    assert await t.refusal("editMessageReplyMarkup", **where, reply_markup=YES) == SAME
    assert (await t.call("editMessageReplyMarkup", **where))["ok"]
    assert not t.world.messages(AN)[-1].edited


async def test_not_everything_can_be_edited(t: Trial) -> None:
    mine = t.world.messages(AN)[0].id
    menu = (await t.call("sendMessage", chat_id=AN, text="a", reply_markup=HOME))["result"]
    edit = {"chat_id": AN, "text": "b"}
    refused = [
        await t.refusal("editMessageText", **edit, message_id=number)
        for number in (mine, menu["message_id"], 999)
    ]
    assert refused == [
        "Bad Request: message can't be edited",
        "Bad Request: message can't be edited",
        "Bad Request: message to edit not found",
    ]
    caption = {"chat_id": AN, "message_id": menu["message_id"] + 1, "caption": "c"}
    await t.call("sendMessage", chat_id=AN, text="a")
    refusal = await t.refusal("editMessageCaption", **caption)
    assert refusal == "Bad Request: there is no caption in the message to edit"


async def test_a_message_is_deleted_for_two_days(t: Trial) -> None:
    first, second = [await t.bot.send_message(AN, text) for text in "ab"]
    assert await t.bot.delete_message(AN, first.message_id)
    assert [m.text for m in t.world.messages(AN)] == ["/start", "b"]
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await t.bot.delete_message(AN, first.message_id)
    t.clock.move_by(timedelta(hours=49))
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await t.bot.delete_message(AN, second.message_id)
