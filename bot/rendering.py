"""What is owed becomes a message: looked at again and rendered at the last moment, when claimed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import time
from typing import Any

from bot import texts
from bot.channels.channel import Channel
from bot.lists import is_list, only_leads_on
from bot.said import Reply
from bot.talk import Notice
from bot.texts.wording import addressed
from storage.outbox import Owed, Written
from storage.work import Work
from union.calendar import after_quiet, moment, quiet, start_of_month

UNASKED_A_MONTH = 4
BY_HAND = "posted.by_hand"  # to be copied into the group, as it stands


class Rendering:
    """Says whether a claimed notice goes now, and in which words; `wake` asks to look again."""

    def __init__(
        self,
        channels: Mapping[int, Channel],
        notices: Mapping[str, Notice],
        weighs: Callable[[str], bool],
        wake: Callable[[], None],
    ) -> None:
        self.channels = channels
        self.notices = notices
        self.weighs = weighs  # whether a choice writes something
        self.wake = wake
        self._counted = [kind for kind, notice in notices.items() if notice.counted]

    async def rendered(self, work: Work, row: Written) -> Written | None:
        """The row with its words; None if it does not go now."""
        if row.unasked and await self._hold_back(work, row):
            return None
        notice = self.notices[row.kind]
        reply = await notice.render(work, row.facts or {}, row.member_id)
        if reply is None:
            await work.claims.cancelled(row.id)
            return None
        if row.unasked and self.asks(row.kind, reply.body()) and await self._in_talk(work, row):
            return None
        if notice.in_group and not (await work.claims.address(row.chat_id)).is_group:
            reply = await self._by_hand(work, row, reply)
        elif row.member_id is not None and row.kind != BY_HAND and "nh/chị" in reply.text:
            reader = await work.members.get(row.member_id)
            reply = replace(reply, text=addressed(reply.text, reader))
        body = reply.body()
        await work.claims.rendered(row.id, body, row.marked_first)
        return replace(row, body=body)

    def asks(self, kind: str, body: dict[str, Any]) -> bool:
        """A list whose numbers do something; a receipt only shows the way on."""
        notice = self.notices.get(kind)
        awaited = notice is not None and notice.awaited
        return is_list(body) and not awaited and not only_leads_on(body, self.weighs)

    async def _hold_back(self, work: Work, row: Written) -> bool:
        """Quiet hours, a changed chat, a greeting the group has had, and the month's measure."""
        if quiet(work.now):
            await work.claims.postpone(row.id, after_quiet(work.now))
            return True
        if row.member_id is None:
            return False
        chat_id = await work.unions.private_chat(row.member_id)
        if chat_id is not None and chat_id != row.chat_id:
            await work.claims.move(row.id, chat_id)
            self.wake()
            return True
        if row.marked_first and await work.quota.spared(row.chat_id):
            await work.claims.cancelled(row.id)  # the group's post stands for it
            return True
        return await self._enough(work, row, row.member_id)

    async def _enough(self, work: Work, row: Written, member_id: int) -> bool:
        """The month's few messages that somebody did not ask for have been sent: no more."""
        if row.kind not in self._counted:
            return False
        since = moment(start_of_month(work.today), time(0))
        if await work.outbox.unasked_since(member_id, since, self._counted) < UNASKED_A_MONTH:
            return False
        await work.claims.cancelled(row.id)
        return True

    async def _in_talk(self, work: Work, row: Written) -> bool:
        """Where choices are typed, a list nobody asked for would come between somebody and the
        list they have before them: it waits until they have been silent for a while."""
        address = await work.claims.address(row.chat_id)
        channel = self.channels.get(address.bot_id)
        if channel is None or not channel.numbered or address.is_group:
            return False
        until = await work.menus.in_talk_until(row.chat_id)
        if until is not None:
            await work.claims.postpone(row.id, until)
        return until is not None

    async def _by_hand(self, work: Work, row: Written, reply: Reply) -> Reply:
        """No bot is in the group: the words come after this, in a message that can be copied."""
        words = Owed(
            f"by hand:{row.id}", row.chat_id, row.union_id or 0, BY_HAND,
            {"text": reply.text}, marked_first=True,
        )  # fmt: skip
        await work.outbox.owe([words])
        self.wake()
        return texts.groups.copy_this()
