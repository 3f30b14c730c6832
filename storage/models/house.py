"""The house: bot accounts, chats, what was heard and what is to be said. No union owns these."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    false,
    text,
    true,
)

from storage.models.base import Json, metadata, of_union
from storage.types import Id, Moment

unions = Table(
    "unions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("code", String(32), nullable=False, unique=True),  # in deep links and union.toml
    Column("name", String(200), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("upper_name", String(200), nullable=False, server_default=""),
    Column("bank", Json, nullable=False, server_default="{}"),
    Column("trial", Boolean, nullable=False, server_default=true()),
    Column("quiet_until", Date),  # last day of mourning: nothing cheerful goes to the group
    Column("posts_by_hand", Boolean, nullable=False, server_default=false()),  # see /nhom
    Column("closed_at", Moment),
    # The log chain hangs on this row, so that the one lock of a writer carries it.
    Column("log_salt", String(64), nullable=False),
    Column("log_count", BigInteger, nullable=False, server_default="0"),
    Column("log_head", String(64), nullable=False, server_default=""),
    Column("case_count", BigInteger, nullable=False, server_default="0"),
    Column("created_at", Moment, nullable=False),
)

bots = Table(
    "bots",
    metadata,
    Column("id", Id, primary_key=True),
    Column("platform", String(16), nullable=False),
    Column("external", String(64), nullable=False),
    Column("name", String(100), nullable=False, server_default=""),
    Column("token", LargeBinary),  # encrypted; NULL for the one in the settings
    Column("quota", Integer),
    Column("webhook", String(300), nullable=False, server_default=""),
    Column("offset", BigInteger, nullable=False, server_default="0"),
    UniqueConstraint("platform", "external"),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("bot_id", Id, ForeignKey("bots.id"), nullable=False),
    Column("external", String(64), nullable=False),
    Column("union_id", Id, ForeignKey("unions.id")),  # the current one of several
    Column("wrong_codes", Integer, nullable=False, server_default="0"),
    Column("wrong_since", Moment),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("bot_id", "external"),
)

chats = Table(
    "chats",
    metadata,
    Column("id", Id, primary_key=True),
    Column("bot_id", Id, ForeignKey("bots.id"), nullable=False),
    Column("external", String(64), nullable=False),
    Column("is_group", Boolean, nullable=False, server_default=false()),
    Column("union_id", Id, ForeignKey("unions.id"), index=True),  # a linked group's union
    Column("blocked_at", Moment),
    Column("retry_at", BigInteger, nullable=False, server_default="0"),  # database time
    Column("heard_at", Moment),
    UniqueConstraint("bot_id", "external"),
)

heard = Table(
    "heard",
    metadata,
    Column("bot_id", Id, ForeignKey("bots.id"), primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("account_id", Id, ForeignKey("accounts.id")),
    Column("at", Moment, nullable=False),
    Column("stranger", Boolean, nullable=False, server_default=false()),
    Column("incident", String(16)),
    Index("ix_heard_account", "account_id", "at"),
    Index("ix_heard_at", "at"),
)

inbox = Table(  # what a platform hands out only once: kept before it is acknowledged
    "inbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("bot_id", Id, ForeignKey("bots.id"), nullable=False),
    Column("key", String(64), nullable=False),
    Column("chat", String(64), nullable=False),  # its messages are heard in order
    Column("body", Json, nullable=False),
    Column("claimed_until", BigInteger, nullable=False, server_default="0"),  # database time
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("at", Moment, nullable=False),
    UniqueConstraint("bot_id", "key"),
    Index("ix_inbox_chat", "bot_id", "chat", "id"),
)

menus = Table(  # choices as numbered lists, live once they were sent
    "menus",
    metadata,
    Column("id", Id, primary_key=True),
    Column("chat_id", Id, ForeignKey("chats.id"), nullable=False),
    Column("choices", Json, nullable=False),  # label and what it decides, in order
    Column("asked", Boolean, nullable=False),  # an answer: the menus before it are over
    Column("message", String(64), nullable=False),  # the platform's id of what carried it
    Column("case_number", BigInteger),  # said with a choice where several cards are open
    Column("sent_at", Moment, nullable=False),
    Index("ix_menus_chat", "chat_id", "id"),
)

uploads = Table(  # one-time pages for files, where a platform takes none
    "uploads",
    metadata,
    Column("id", Id, primary_key=True),
    Column("bot_id", Id, ForeignKey("bots.id"), nullable=False),
    Column("chat", String(64), nullable=False),
    Column("person", String(64), nullable=False),
    Column("path", String(32), nullable=False, unique=True),  # 128 random bits
    Column("code", String(8), nullable=False),  # shown in the chat, typed on the page
    Column("wrong", Integer, nullable=False, server_default="0"),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
)

bot_months = Table(  # a platform's monthly quota: messages in and out
    "bot_months",
    metadata,
    Column("bot_id", Id, ForeignKey("bots.id"), primary_key=True),
    Column("month", Integer, primary_key=True, autoincrement=False),  # 202611
    Column("sent", Integer, nullable=False, server_default="0"),
    Column("heard", Integer, nullable=False, server_default="0"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("chat_id", Id, ForeignKey("chats.id"), nullable=False),
    Column("union_id", Id, ForeignKey("unions.id")),
    Column("member_id", Id, ForeignKey("members.id")),
    Column("kind", String(32), nullable=False),
    # What it is about and for whom; NULL for an answer. Kept when the body is purged.
    Column("owed", String(120), unique=True),
    Column("facts", Json),  # of a notice: rendered when claimed
    Column("body", Json),  # of a reply, or of a notice once rendered
    Column("case_id", Id, ForeignKey("cases.id"), index=True),
    Column("state", String(12), nullable=False, server_default="waiting"),
    Column("unasked", Boolean, nullable=False, server_default=false()),
    Column("marked_first", Boolean, nullable=False, server_default=false()),
    Column("not_before", BigInteger, nullable=False, server_default="0"),  # the union's clock, ms
    Column("claimed_until", BigInteger, nullable=False, server_default="0"),  # database time
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("sent_as", String(64)),
    Column("created_at", Moment, nullable=False),
    Column("ended_at", Moment),
    CheckConstraint(
        "state IN ('waiting', 'sent', 'cancelled', 'failed', 'unknown', 'held')", name="state"
    ),
)
Index(
    "ix_outbox_waiting",
    outbox.c.chat_id,
    outbox.c.id,
    sqlite_where=text("state = 'waiting'"),
    postgresql_where=text("state = 'waiting'"),
)
Index("ix_outbox_member", outbox.c.member_id)
Index("ix_outbox_created", outbox.c.created_at)

files = Table(
    "files",
    metadata,
    Column("id", Id, primary_key=True),
    Column("union_id", Id, ForeignKey("unions.id"), index=True),
    Column("name", String(200), nullable=False),
    Column("mime", String(100), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    Column("owner", String(64), nullable=False),  # the record it belongs to
    Column("path", String(32), unique=True),  # 128 random bits under which it is served
    Column("code", String(8), nullable=False, server_default=""),  # asked for before it opens
    Column("expires_at", Moment),
    Column("created_at", Moment, nullable=False),
)

dialogs = Table(
    "dialogs",
    metadata,
    Column("chat_id", Id, ForeignKey("chats.id"), primary_key=True),
    Column("account_id", Id, ForeignKey("accounts.id"), primary_key=True),
    Column("name", String(32), nullable=False),
    Column("version", Integer, nullable=False),
    Column("answers", Json, nullable=False),
    Column("since", Moment, nullable=False),
)

runs = Table(  # which daily job has been asked about which day
    "runs",
    metadata,
    Column("job", String(32), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("at", Moment, nullable=False),
)

ticks = Table(  # one row: when the clock last woke, for /healthz, and whether sending is paused
    "ticks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment),
    Column("paused", Boolean, nullable=False, server_default=false()),
)

tasks = Table(  # work too long for a message: computed outside its transaction
    "tasks",
    metadata,
    Column("id", Id, primary_key=True),
    of_union(),
    Column("kind", String(32), nullable=False),
    Column("facts", Json, nullable=False),
    Column("member_id", Id, ForeignKey("members.id")),  # who asked
    Column("chat_id", Id, ForeignKey("chats.id")),  # where the result goes
    Column("state", String(12), nullable=False, server_default="waiting"),
    Column("done", Integer, nullable=False, server_default="0"),  # of `total` steps
    Column("total", Integer, nullable=False, server_default="0"),
    Column("claimed_until", BigInteger, nullable=False, server_default="0"),  # database time
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("result", Json),
    Column("created_at", Moment, nullable=False),
    Column("ended_at", Moment),
    CheckConstraint("state IN ('waiting', 'done', 'failed')", name="state"),
    Index(
        "ix_tasks_waiting",
        "id",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
)
