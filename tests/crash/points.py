"""Where a process can be told to die: every step between an update and a sent message.

Installed inside the process that is to die, by wrapping methods; the product knows nothing.
"""

import functools
import inspect
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import telegram

from bot.channels.telegram import Telegram
from bot.channels.zalo import Zalo
from bot.conversation import Conversation
from bot.hearing import Hearer
from bot.jobs.tick import Ticker
from bot.marking import Marking
from bot.outbox import Sender
from storage import claims, outbox
from storage.accounts import Accounts
from storage.claims import Claims
from storage.inbox import Inbox
from storage.menus import Menus
from storage.outbox import Outbox
from storage.work import Work


def always(it: Any, args: tuple[Any, ...], result: Any) -> bool:
    return True


def _had_result(it: Any, args: tuple[Any, ...], result: Any) -> bool:
    return bool(result)


def _was_given_rows(it: Any, args: tuple[Any, ...], result: Any) -> bool:
    return bool(args[0])


def _is_greeting(it: Any, args: tuple[Any, ...], result: Any) -> bool:
    return result is not None and result.marked_first


def _heard_something(it: Any, args: tuple[Any, ...], result: Any) -> bool:
    return getattr(it, "heard_something", False)


@dataclass(frozen=True)
class Point:
    """Before or after one method, when the condition holds."""

    owner: type
    method: str
    after: bool = True
    when: Callable[[Any, tuple[Any, ...], Any], bool] = always


ACKNOWLEDGED = "acknowledged"  # by the webhook's answer, or by asking for what comes next
POINTS = {
    "taken from the platform": Point(Conversation, "hear", after=False),
    "key of the repeat written": Point(Accounts, "mark_heard"),
    "about to commit": Point(Work, "finish", after=False, when=_heard_something),
    "committed, nothing taken up": Point(Sender, "take", after=False),
    "committed, not acknowledged": Point(Telegram, "handle"),
    ACKNOWLEDGED: Point(telegram.Bot, "get_updates", when=_had_result),
    "press not answered": Point(Telegram, "answer_press", after=False),
    "claim not committed": Point(Claims, "claim", when=_had_result),
    "rendered, not committed": Point(Claims, "rendered"),
    "claimed, not sent": Point(Telegram, "send", after=False),
    "sent, not marked": Point(Telegram, "send"),
    "mark not committed": Point(Claims, "sent"),
    "marked": Point(Marking, "_write"),
    "owed, not committed": Point(Outbox, "owe", when=_was_given_rows),
    "owed": Point(Ticker, "_once"),
    "greeting marked, not sent": Point(Sender, "_claim", when=_is_greeting),
}
# What is handed out once is kept first, then acknowledged, then heard.
ON_ZALO = {
    "handed out, not kept": Point(Inbox, "keep", after=False),
    "kept, not committed": Point(Inbox, "keep"),
    "kept, not acknowledged": Point(Hearer, "keep"),
    "on zalo, acknowledged": Point(Zalo, "_keep"),
    "claimed to be heard": Point(Inbox, "claim", when=_had_result),
    "heard, not forgotten": Point(Inbox, "done", after=False),
    "to be sent on zalo": Point(Zalo, "send", after=False),
    "sent on zalo, not marked": Point(Zalo, "send"),
    "its menu not committed": Point(Menus, "sent"),
}
RARE = {"press not answered", "rendered, not committed", "owed, not committed", "owed",
        "greeting marked, not sent"}  # fmt: skip
# Here the platform has nothing of ours that is not marked, so that not one message may double.
NOTHING_DOUBLE = {
    "taken from the platform", "key of the repeat written", "about to commit",
    "committed, nothing taken up", "owed, not committed",
}  # fmt: skip


class Death:
    """Comes on the Nth pass."""

    def __init__(self, passes: int) -> None:
        self.left = passes

    def passed(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def install(name: str, passes: int) -> Death:
    """From here on this process dies when it passes that point so many times."""
    death, point = Death(passes), {**POINTS, **ON_ZALO}[name]
    _wrap(Accounts, "mark_heard", lambda it, args, result: setattr(it.work, "heard_something", 1))
    if point.after:
        _wrap(point.owner, point.method, lambda *seen: point.when(*seen) and death.passed())
    else:
        _wrap(
            point.owner,
            point.method,
            before=lambda it, args: point.when(it, args, None) and death.passed(),
        )
    return death


def _wrap(owner: type, method: str, after: Any = None, before: Any = None) -> None:
    inner = getattr(owner, method)

    def begin(it: Any, args: tuple[Any, ...]) -> None:
        if before is not None:
            before(it, args)

    def end(it: Any, args: tuple[Any, ...], result: Any) -> Any:
        if after is not None:
            after(it, args, result)
        return result

    @functools.wraps(inner)
    async def slow(self: Any, *args: Any, **named: Any) -> Any:
        begin(self, args)
        return end(self, args, await inner(self, *args, **named))

    @functools.wraps(inner)
    def quick(self: Any, *args: Any, **named: Any) -> Any:
        begin(self, args)
        return end(self, args, inner(self, *args, **named))

    setattr(owner, method, slow if inspect.iscoroutinefunction(inner) else quick)


def acknowledging(application: Any, death: Death) -> Any:
    """The webhook's answer is a point of its own: the last byte has left."""

    async def site(scope: Any, receive: Any, send: Any) -> None:
        async def sent(message: Any) -> None:
            await send(message)
            hook = scope["path"].startswith(("/telegram/", "/zalo/"))
            if message["type"] == "http.response.body" and hook:
                death.passed()

        await application(scope, receive, sent)

    return site


def lease(milliseconds: int) -> None:
    """Several replicas: a lease that a test can outlive."""
    outbox.LEASE_MS = claims.LEASE_MS = milliseconds
    outbox._ANSWER = outbox._answer()  # built once, with the lease in it
