"""People, chats and messages as Zalo keeps them, and every behaviour its sources disagree on."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Json = dict[str, Any]


@dataclass(slots=True)
class Switches:
    """What no source settles, or two tell differently.

    The defaults are what was captured live; each switch has a test at wire level.
    """

    error_http_status: bool = True  # an error comes with its HTTP status, or with 200
    idle_http_408: bool = True  # an empty poll is HTTP 408, or 200 with error_code 408
    wrapped: bool = False  # a webhook's body is {ok, result: update}, or the update itself
    display_name: bool = True  # getMe names the bot
    polled_in_list: bool = False  # getUpdates gives a list, empty when idle, or the update itself
    refuses_polling: bool = True  # while a webhook is set getUpdates is an error, or only silent
    mention_kept: bool = True  # a group's text carries the mention, or comes without it
    photo_field: Literal["photo_url", "photo"] = "photo_url"
    keeps_when_deaf: bool = True  # messages sent while nobody polls wait, or are lost
    https_only: bool = False  # setWebhook refuses plain http
    probe_with_secret: bool = False  # setWebhook's probe carries the secret
    webhook_retries: int = 0  # how often a failed delivery is tried again
    delivers_twice: bool = False  # every webhook call comes a second time
    empty_posts: bool = False  # now and then a POST without body or type
    counts_inbound: bool = True  # the monthly quota counts both directions
    takes_styles: bool = True  # text_styles are documented; nobody has shown them taken
    people: int = 50  # persons a bot serves
    groups: int = 3
    messages_a_month: int = 3_000
    setting_a_day: int = 50  # setWebhook calls
    testing_a_day: int = 50  # testWebhook calls


@dataclass(slots=True)
class Person:
    id: str
    name: str
    key: str = ""
    about: str = ""
    protected: bool = False  # a child: what they write arrives as “unsupported”
    met: bool = False  # has written, so that the bot may write
    unserved: bool = False  # came when the bot's places were taken


@dataclass(slots=True)
class Message:
    id: str
    number: int  # order in which the page shows it
    chat_id: str
    sender: str
    sender_name: str
    from_bot: bool
    date: datetime
    text: str = ""
    styles: list[Json] = field(default_factory=list)
    photo: bytes | None = None
    photo_url: str = ""
    sticker: str = ""
    voice: str = ""
    kind: str = "text"
    changed: int = 0


@dataclass(slots=True)
class Chat:
    id: str
    group: bool = False
    title: str = ""
    members: list[str] = field(default_factory=list)
    bot: bool = False  # the bot is in it
    history: dict[str, Message] = field(default_factory=dict)


@dataclass(slots=True)
class Call:
    """One call of the Bot API, as it came in, and how it was answered."""

    method: str
    params: Json
    at: datetime
    answer: Json | None = None


@dataclass(slots=True)
class Update:
    """One event on its way to the bot."""

    number: int
    chat_id: str
    body: Json
    handed_out: bool = False
    acknowledged: bool = False
    dropped: bool = False
    tries: int = 0
    facts: Json = field(default_factory=dict)
