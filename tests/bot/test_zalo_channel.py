"""The channel against the sandbox, at the wire: every switch, every refusal, nothing lost."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from bot import logs
from bot.channels import zalo, zalo_text, zalo_updates
from bot.channels.channel import Attachment, Blocked, Flooded, NotTaken, PerhapsTaken, Rejected
from bot.channels.zalo import Zalo
from sandbox.zalo import Switches, serve
from sandbox.zalo import Zalo as World
from sandbox.zalo.cast import GROUP, settle, zalo_id

AN = zalo_id(1001)
NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
BOTH = pytest.mark.parametrize("switch", [True, False])


@dataclass
class Line:
    """The world, the channel that reaches it, and what the channel kept."""

    world: World
    channel: Zalo
    kept: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)

    async def keep(self, key: str, chat: str, event: dict[str, Any]) -> None:
        self.kept.append((key, chat, event))

    def poll(self) -> "asyncio.Task[None]":
        return asyncio.create_task(self.channel.poll(self.keep))

    async def until(self, true: Any) -> None:
        async with asyncio.timeout(10):
            while not true():
                await asyncio.sleep(0.01)

    @property
    def texts(self) -> list[str]:
        return [event["message"].get("text", "") for _, _, event in self.kept]


@asynccontextmanager
async def line(seconds: float = 0.2, **switches: Any) -> AsyncIterator[Line]:
    world = World(now=lambda: NOW, switches=Switches(**switches))
    settle(world)
    world.people[AN].met = True
    async with serve(world) as address:
        channel = Zalo(world.token, address.bot_url, 1, lambda: NOW, seconds)
        try:
            yield Line(world, channel)
        finally:
            await channel.stop()


async def stopped(task: "asyncio.Task[None]") -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


# --- who we are -----------------------------------------------------------------------------


@BOTH
async def test_the_name_people_see_or_the_accounts(switch: bool) -> None:
    async with line(display_name=switch) as made:
        await made.channel.start()
        assert made.channel.name == ("Bot Công đoàn Sao Biển" if switch else "bot.32109876")


@BOTH
async def test_a_mention_is_not_part_of_what_was_said(switch: bool) -> None:
    """Without the name a command is still found behind it."""
    async with line(display_name=switch) as made:
        await made.channel.start()
        body = made.world.says(AN, "/noinhom 482106", GROUP, mention=True)["body"]
        said = made.channel.said(body)
        assert said and said.group and said.text == "/noinhom 482106"


# --- refusals: ok, error_code and status together -------------------------------------------


@BOTH
@pytest.mark.parametrize(
    ("chat", "text", "expected"),
    [(AN, "x" * 2_001, Rejected), (zalo_id(9999), "chào", Blocked), (AN, "", Rejected)],
)
async def test_a_bad_message_is_judged_whatever_its_http_status(
    switch: bool, chat: str, text: str, expected: type[Exception]
) -> None:
    async with line(error_http_status=switch) as made:
        with pytest.raises(expected):
            await made.channel._send("sendMessage", {"chat_id": chat, "text": text}, 5)


@BOTH
async def test_a_token_that_was_reset(switch: bool, caplog: pytest.LogCaptureFixture) -> None:
    async with line(error_http_status=switch) as made:
        made.world.token = "1:another"
        with pytest.raises(Rejected):
            await made.channel.send(AN, {"text": "chào"}, None)
        assert "does not accept the token" in caplog.text


@BOTH
async def test_403_is_a_fault_of_theirs_and_tried_again(switch: bool) -> None:
    async with line(error_http_status=switch) as made:
        made.world.faults.add("sendMessage", "500")
        with pytest.raises(NotTaken):
            await made.channel.send(AN, {"text": "chào"}, None)
        assert (await made.channel.send(AN, {"text": "chào"}, None)).message


@BOTH
async def test_429_names_no_time_so_each_one_doubles_the_wait(switch: bool) -> None:
    async with line(error_http_status=switch) as made:
        made.world.faults.add("sendMessage", "429", times=10)
        waits = []
        for _ in range(10):
            with pytest.raises(Flooded) as flooded:
                await made.channel.send(AN, {"text": "chào"}, None)
            waits.append(flooded.value.seconds)
        assert waits[:3] == [2, 4, 8] and waits[-1] == zalo.LONGEST_FLOOD
        await made.channel.send(AN, {"text": "chào"}, None)
        made.world.faults.add("sendMessage", "429")
        with pytest.raises(Flooded) as flooded:
            await made.channel.send(AN, {"text": "chào"}, None)
        assert flooded.value.seconds == 2


async def test_a_lost_answer_may_have_arrived_and_a_shut_door_has_not() -> None:
    async with line() as made:
        made.world.faults.add("sendMessage", "lost")
        with pytest.raises(PerhapsTaken):
            await made.channel.send(AN, {"text": "chào"}, None)
        assert made.world.messages(AN)[-1].text == "chào"
    nobody = Zalo("1:x", "http://127.0.0.1:9/bot", 1, lambda: NOW)
    with pytest.raises(NotTaken):
        await nobody.send(AN, {"text": "chào"}, None)
    await nobody.stop()


async def test_the_months_messages_are_counted_as_the_platform_does() -> None:
    async with line(messages_a_month=1) as made:
        await made.channel.send(AN, {"text": "một"}, None)
        with pytest.raises(Flooded):
            await made.channel.send(AN, {"text": "hai"}, None)


# --- polling --------------------------------------------------------------------------------


@BOTH
async def test_an_empty_poll_is_no_fault(switch: bool, caplog: pytest.LogCaptureFixture) -> None:
    async with line(0.02, idle_http_408=switch, error_http_status=switch) as made:
        task = made.poll()
        asked = lambda: sum(call.method == "getUpdates" for call in made.world.calls)  # noqa: E731
        await made.until(lambda: asked() > 4)
        made.world.says(AN, "alo")
        await made.until(lambda: made.kept)
        await stopped(task)
        assert not caplog.records


async def test_what_comes_while_polling_stops_is_kept() -> None:
    """The poll that is open is waited for: what it brings is handed out to nobody else."""
    async with line(5) as made:
        task = made.poll()
        await made.until(lambda: made.world.updates.polls)
        task.cancel()
        await asyncio.sleep(0)
        made.world.says(AN, "vào phút chót")
        with pytest.raises(asyncio.CancelledError):
            await task
        assert made.texts == ["vào phút chót"]


async def test_stopping_in_the_middle_of_keeping_keeps_it() -> None:
    async with line(1) as made:
        slow, keep = asyncio.Event(), made.keep

        async def slowly(*event: Any) -> None:
            if not slow.is_set():
                slow.set()
                await asyncio.sleep(30)
            await keep(*event)

        task = asyncio.create_task(made.channel.poll(slowly))
        made.world.says(AN, "đang ghi")
        await slow.wait()
        await stopped(task)
        assert made.texts == ["đang ghi"]


@BOTH
async def test_what_was_said_while_nobody_polled(switch: bool) -> None:
    """Waits, or is gone for good: then only the webhook helps (docs/decisions/011)."""
    async with line(keeps_when_deaf=switch) as made:
        made.world.says(AN, "lúc Bot nghỉ")
        task = made.poll()
        await made.until(lambda: made.world.updates.polls)
        made.world.says(AN, "lúc Bot thức")
        await made.until(lambda: "lúc Bot thức" in made.texts)
        await stopped(task)
        assert ("lúc Bot nghỉ" in made.texts) is switch


async def test_polling_goes_on_after_faults() -> None:
    async with line() as made:
        made.world.faults.add("getUpdates", "500")
        task = made.poll()
        await made.until(lambda: made.world.updates.polls)
        made.world.says(AN, "alo")
        await made.until(lambda: made.kept)
        await stopped(task)


async def test_two_answers_at_once_are_both_kept() -> None:
    """Some say getUpdates gives a list."""
    async with line() as made:
        bodies = [made.world.says(AN, word)["body"] for word in ("một", "hai")]
        await made.channel._keep([*bodies, {}, None], made.keep)
        assert made.texts == ["một", "hai"]


# --- what comes in --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["photo_url", "photo"])
async def test_a_picture_by_either_name(name: Any) -> None:
    async with line(photo_field=name) as made:
        body = made.world.sends_photo(AN, "https://zdn.vn/a.jpg", "biên lai")["body"]
        said = made.channel.said(body)
        assert said and said.kind == "file" and said.file and said.text == "biên lai"


async def test_what_the_platform_does_not_pass_on() -> None:
    async with line() as made:
        private = made.channel.said(made.world.sends_file(AN)["body"])
        assert private and private.kind == "unsupported" and not private.text
        event = dict(private_event := made.world.sends_file(AN)["body"])
        event["message"] = private_event["message"] | {"chat": {"id": GROUP, "chat_type": "GROUP"}}
        assert made.channel.said(event) is None, "in a group nobody asked for anything"
        made.world.people[AN].protected = True
        child = made.channel.said(made.world.says(AN, "con chào")["body"])
        assert child and child.kind == "unsupported" and not child.text


async def test_voice_sticker_and_whatever_is_invented_next() -> None:
    async with line() as made:
        voice = made.channel.said(made.world.sends_voice(AN)["body"])
        sticker = made.channel.said(made.world.sends_sticker(AN)["body"])
        body = made.world.says(AN, "x")["body"] | {"event_name": "message.poll.received"}
        assert (voice and voice.kind, sticker and sticker.kind) == ("voice", "sticker")
        other = made.channel.said(body)
        assert other and other.kind == "other"


def test_bodies_wrapped_bare_and_strange() -> None:
    bare = {"event_name": "x", "message": {"message_id": "m", "chat": {"id": "c"}}}
    assert zalo_updates.unwrapped(bare) == bare
    assert zalo_updates.unwrapped({"ok": True, "result": bare}) == bare
    for odd in (None, [], "x", 7, {}, {"ok": True, "result": {}}, {"message": []},
                {"message": {"message_id": "m"}}, {"message": {"chat": {"id": "c"}}}):  # fmt: skip
        assert zalo_updates.unwrapped(odd) is None


def test_no_text_brings_a_database_down() -> None:
    event = {"message": {"message_id": "m", "chat": {"id": "c"}, "text": "a\0b\ud800c"}}
    kept = zalo_updates.unwrapped(event)
    assert kept and kept["message"]["text"] == "abc"


# --- what goes out --------------------------------------------------------------------------


def body(text: str, *labels: str, **more: Any) -> dict[str, Any]:
    return {"text": text, "choices": [[[label, label, "", False]] for label in labels], **more}


def test_choices_are_a_list_words_or_a_card() -> None:
    (page,) = zalo_text.page(body("Chọn?", "Nữ", "Nam")).parts
    assert page == "Chọn?\n1. Nữ\n2. Nam"
    (page,) = zalo_text.page(body("Mấy tháng?", "6 tháng", "10 tháng", worded=True)).parts
    assert page == "Mấy tháng?\nCó thể trả lời “6 tháng” hoặc “10 tháng”."
    card = zalo_text.page(body("Vay 27.", "Duyệt", "Chưa", "Hỏi thêm", case=27))
    assert card.parts == ("Vay 27.\nTrả lời “duyệt 27”, “chưa 27” hoặc “hỏi 27”.",)
    assert card.case_number == 27


async def test_a_long_text_comes_in_parts_and_its_choices_with_the_last() -> None:
    async with line() as made:
        text = "\n\n".join("đoạn " + "dài " * 300 for _ in range(4))
        sent = await made.channel.send(AN, body(text, "Có", "Không"), None)
        shown = made.world.messages(AN)
        assert sent.messages == len(shown) == 4 and sent.message == shown[-1].id
        assert shown[-1].text.endswith("1. Có\n2. Không") and not shown[0].text.endswith("Không")
        assert all(not message.styles for message in shown)


async def test_what_cannot_be_shown_is_not_sent() -> None:
    async with line() as made:
        for nothing in ({"menu": [["toi", "…"]]}, {"copy": True, "text": "x"}):
            assert (await made.channel.send(AN, nothing, None)).messages == 0
        assert made.world.messages(AN) == []


async def test_a_picture_that_cannot_be_fetched_becomes_a_link() -> None:
    async with line() as made:
        picture = Attachment("qr.png", "image/png", b"x", url="http://127.0.0.1:9/f/0a1b")
        sent = await made.channel.send(AN, {"text": "Tháng 11"}, picture)
        assert made.world.messages(AN)[-1].text == ("Tháng 11\nTải tệp: http://127.0.0.1:9/f/0a1b")
        assert sent.messages == 1


async def test_a_file_is_a_link_with_its_code() -> None:
    async with line() as made:
        file = Attachment("so.xlsx", "application/x", b"x", url="https://cd.vn/f/0a1b", code="7302")
        await made.channel.send(AN, {"text": "Sổ đây."}, file)
        assert "https://cd.vn/f/0a1b (mã mở 7302, hết hạn sau 24 giờ)" in (
            made.world.messages(AN)[-1].text
        )


# --- no token in any line -------------------------------------------------------------------


async def test_no_token_is_ever_in_a_log_line(capfd: pytest.CaptureFixture[str]) -> None:
    """A run in which everything fails, with the log as operators have it."""
    before = list(logging.getLogger().handlers)
    level = logging.getLogger().level
    logs.set_up("text")
    try:
        async with line(0.02) as made:
            for kind in ("429", "500", "lost", "refuse"):
                made.world.faults.add("sendMessage", kind)
                made.world.faults.add("getUpdates", kind)
                with suppress(Exception):
                    await made.channel.send(AN, {"text": "chào"}, None)
            task = made.poll()
            await asyncio.sleep(0.3)
            await stopped(task)
            made.world.token = "1:another"
            try:
                await made.channel.send(AN, {"text": "chào"}, None)
            except Rejected:
                logging.getLogger("bot").exception("it failed")
            token = made.channel._address.rpartition("/bot")[2]
    finally:
        logging.getLogger().handlers[:] = before
        logging.getLogger().setLevel(level)
    told = capfd.readouterr().err
    assert "does not accept the token" in told and "it failed" in told
    assert ":" in token and token not in told and token.partition(":")[2] not in told
