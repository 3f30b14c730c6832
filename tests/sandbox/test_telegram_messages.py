"""What the bot may send, edit and delete, and the words in which it is refused."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden

from sandbox.telegram.cast import GROUP
from sandbox.telegram.trial import Trial, trial

pytestmark = pytest.mark.asyncio
AN, BICH, CHI, KHACH = 1001, 1002, 1003, 1006


@pytest_asyncio.fixture
async def t() -> AsyncIterator[Trial]:
    async with trial() as opened:
        opened.world.starts(AN)
        yield opened


async def test_it_sends_what_the_person_sees(t: Trial) -> None:
    rows = [[InlineKeyboardButton("Duyệt", callback_data="ok")]]
    markup = InlineKeyboardMarkup(rows)
    sent = await t.bot.send_message(AN, "Còn <b>5 triệu</b>", "HTML", reply_markup=markup)
    seen = t.world.messages(AN)[-1]
    assert (sent.message_id, sent.text) == (seen.id, "Còn 5 triệu")
    assert seen.html == "Còn <b>5 triệu</b>"
    assert seen.buttons == [[{"text": "Duyệt", "callback_data": "ok"}]]
    assert seen.from_bot and sent.reply_markup == markup
    assert sent.date.timestamp() == int(seen.date.timestamp())


async def test_methods_are_found_whatever_their_case(t: Trial) -> None:
    assert (await t.call("SENDMESSAGE", chat_id=AN, text="a"))["ok"]
    assert (await t.call("getme"))["result"]["username"] == "congdoan_bot"


@pytest.mark.parametrize(
    ("params", "refusal"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": "  \n "}, "message text is empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "a", "chat_id": ""}, "chat_id is empty"),
        ({"text": "a", "chat_id": 424242}, "chat not found"),
        ({"text": "a", "chat_id": "@nobody"}, "chat not found"),
        ({"text": "a", "parse_mode": "BBCode"}, "unsupported parse_mode"),
        ({"text": "a", "reply_parameters": {"message_id": 999}}, "message to be replied not found"),
        (
            {"text": "<b>a", "parse_mode": "HTML"},
            "can't parse entities: Can't find end tag corresponding to start tag b",
        ),
    ],
)
async def test_a_wrong_message_is_refused(t: Trial, params: dict, refusal: str) -> None:
    given = {"chat_id": AN, **params}
    assert await t.refusal("sendMessage", **given) == f"Bad Request: {refusal}"
    assert len(t.world.messages(AN)) == 1


async def test_markup_does_not_count_into_the_length(t: Trial) -> None:
    text = f"<b>{'ă' * 4096}</b>"
    assert (await t.call("sendMessage", chat_id=AN, text=text, parse_mode="HTML"))["ok"]


@pytest.mark.parametrize(
    ("markup", "refusal"),
    [
        ({"inline_keyboard": [[{"text": "a", "callback_data": "ă" * 33}]]}, "BUTTON_DATA_INVALID"),
        (
            {"inline_keyboard": [[{"text": "a", "callback_data": ""}]]},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"inline_keyboard": [{"text": "a"}]},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
        (
            {"inline_keyboard": [[{"callback_data": "a"}]]},
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            {"inline_keyboard": [[{"text": "a", "url": "http://localhost/x"}]]},
            "inline keyboard button URL 'http://localhost/x' is invalid: Wrong HTTP URL",
        ),
        (
            {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]] * 101},
            "reply markup is too long",
        ),
        ("[", "can't parse reply keyboard markup JSON object"),
        ([], "object expected as reply markup"),
        ({"keyboard": ["a"]}, 'field "keyboard" must be an Array of Arrays'),
    ],
)
async def test_a_wrong_keyboard_is_refused(t: Trial, markup: object, refusal: str) -> None:
    found = await t.refusal("sendMessage", chat_id=AN, text="a", reply_markup=markup)
    assert found == f"Bad Request: {refusal}"


async def test_sixty_four_bytes_of_data_are_taken(t: Trial) -> None:
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "ă" * 32}]]}
    assert (await t.call("sendMessage", chat_id=AN, text="a", reply_markup=markup))["ok"]


async def test_a_reply_keyboard_comes_and_goes(t: Trial) -> None:
    asks = KeyboardButton("Gửi số của tôi", request_contact=True)
    keyboard = ReplyKeyboardMarkup([[asks], ["Tôi có mã"]], one_time_keyboard=True)
    await t.bot.send_message(AN, "Chào", reply_markup=keyboard)
    assert t.world.messages(AN)[-1].keyboard == [
        [{"text": "Gửi số của tôi", "request_contact": True}],
        [{"text": "Tôi có mã"}],
    ]
    await t.bot.send_message(AN, "Cảm ơn", reply_markup=ReplyKeyboardRemove())
    assert t.world.messages(AN)[-1].keyboard == "removed"


async def test_a_phone_number_is_asked_for_in_private_only(t: Trial) -> None:
    t.world.adds_bot_to(GROUP)
    keyboard = ReplyKeyboardMarkup([[KeyboardButton("Số", request_contact=True)]])
    with pytest.raises(BadRequest, match="Phone number can be requested in private chats only"):
        await t.bot.send_message(GROUP, "a", reply_markup=keyboard)


async def test_only_who_has_written_can_be_written_to(t: Trial) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await t.bot.send_message(CHI, "a")
    t.world.adds_bot_to(GROUP)
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await t.bot.send_message(CHI, "a")
    t.world.says(CHI, "chào")
    assert await t.bot.send_message(CHI, "a")
    with pytest.raises(BadRequest, match="Chat not found"):
        await t.bot.send_message(KHACH, "a")


async def test_who_blocks_the_bot_gets_nothing_until_they_come_back(t: Trial) -> None:
    t.world.blocks_bot(AN)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await t.bot.send_message(AN, "a")
    t.world.starts(AN)
    assert await t.bot.send_message(AN, "a")


async def test_an_answer_quotes_what_it_answers(t: Trial) -> None:
    asked = t.world.messages(AN)[0].id
    sent = await t.bot.send_message(AN, "a", reply_parameters=ReplyParameters(asked))
    assert sent.reply_to_message and sent.reply_to_message.text == "/start"
    lenient = {"message_id": 999, "allow_sending_without_reply": True}
    answer = await t.call("sendMessage", chat_id=AN, text="a", reply_parameters=lenient)
    assert "reply_to_message" not in answer["result"]


async def test_a_group_that_was_upgraded_names_its_new_number(t: Trial) -> None:
    t.world.adds_bot_to(GROUP)
    new = t.world.migrate_group(GROUP)
    with pytest.raises(ChatMigrated) as raised:
        await t.bot.send_message(GROUP, "a")
    assert raised.value.new_chat_id == new
    assert (await t.bot.send_message(new, "a")).chat.type == "supergroup"


async def test_a_bot_that_was_thrown_out_may_not_write(t: Trial) -> None:
    assert await t.refusal("sendMessage", chat_id=GROUP, text="a") == "Bad Request: chat not found"
    t.world.adds_bot_to(GROUP)
    t.world.removes(GROUP)
    refusal = await t.refusal("sendMessage", chat_id=GROUP, text="a")
    assert refusal == "Forbidden: bot was kicked from the group chat"


async def test_tokens_methods_and_paths_are_checked(t: Trial) -> None:
    url, token = t.address.bot_url, t.world.token
    stranger = f"987654321:{'x' * 35}"
    found = {}
    for path in (f"{token}/sendNothing", f"{stranger}/getMe", "nonsense/getMe", f"{token}/a/b"):
        async with t.http.get(f"{url}{path}") as response:
            found[path] = (response.status, (await response.json())["description"])
    unauthorized, missing = (401, "Unauthorized"), (404, "Not Found")
    assert list(found.values()) == [missing, unauthorized, missing, missing]


async def test_parameters_come_in_any_shape(t: Trial) -> None:
    url = f"{t.address.bot_url}{t.world.token}/sendMessage"
    markup = '{"inline_keyboard":[[{"text":"a","callback_data":"b"}]]}'
    values = {"chat_id": str(AN), "text": "chào", "reply_markup": markup}
    async with t.http.get(url, params=values) as by_query:
        assert by_query.status == 200
    async with t.http.post(url, data=values) as by_form:
        assert by_form.status == 200
    async with t.http.post(url, json={**values, "chat_id": AN}) as by_json:
        assert by_json.status == 200
    async with t.http.post(url, data="[1", headers={"Content-Type": "application/json"}) as wrong:
        assert wrong.status == 400
    assert [bool(m.button("b")) for m in t.world.messages(AN)[1:]] == [True] * 3


async def test_every_call_is_kept_for_the_test_to_look_at(t: Trial) -> None:
    await t.bot.send_message(AN, "chào")
    call = t.world.calls[-1]
    assert (call.method, call.params["text"]) == ("sendMessage", "chào")
    assert call.answer and call.answer["ok"]


async def test_the_limits_for_floods_can_be_switched_on(t: Trial) -> None:
    t.world.adds_bot_to(GROUP)
    t.world.flood.enabled = True
    answers = [await t.call("sendMessage", chat_id=GROUP, text=str(n)) for n in range(21)]
    assert [a["ok"] for a in answers] == [True] * 20 + [False]
    assert answers[-1]["error_code"] == 429 and 0 < answers[-1]["parameters"]["retry_after"] <= 60
