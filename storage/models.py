"""The tables, and nothing else. Rows of a union carry `union_id`; the rest belongs to the house."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB

from storage.types import Id, Moment

# An absent value is NULL, not a JSON null: `is_not(None)` must mean something.
Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _union(index: bool = True) -> Column[int]:
    return Column("union_id", Id, ForeignKey("unions.id"), nullable=False, index=index)


# --- the house -----------------------------------------------------------------------------

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

# --- a union -------------------------------------------------------------------------------

teams = Table(
    "teams",
    metadata,
    Column("id", Id, primary_key=True),
    _union(index=False),
    Column("number", Integer, nullable=False),
    Column("name", String(100), nullable=False),
    UniqueConstraint("union_id", "number"),
)

members = Table(
    "members",
    metadata,
    Column("id", Id, primary_key=True),
    _union(index=False),
    Column("name", String(100), nullable=False),
    Column("sort_key", String(400), nullable=False),
    Column("search_key", String(100), nullable=False),
    Column("birth_date", Date),
    Column("birth_year", Integer),
    Column("birth_md", Integer),  # month * 100 + day: what a birthday is found by
    Column("sex", String(1), nullable=False, server_default=""),
    Column("phone", String(16), nullable=False, server_default=""),
    Column("team_id", Id, ForeignKey("teams.id")),
    Column("state", String(12), nullable=False, server_default="roster"),
    Column("joined_on", Date),
    Column("ended_on", Date),
    Column("created_at", Moment, nullable=False),
    CheckConstraint(
        "state IN ('roster', 'member', 'away', 'left', 'retired', 'died')", name="state"
    ),
    Index("ix_members_sort", "union_id", "sort_key"),
    Index("ix_members_search", "union_id", "search_key"),
    Index("ix_members_phone", "union_id", "phone"),
    Index("ix_members_birthday", "birth_md", "union_id"),
)

links = Table(  # which account in a chat is which member; several accounts may lead to one
    "links",
    metadata,
    Column("id", Id, primary_key=True),
    _union(index=False),
    Column("account_id", Id, ForeignKey("accounts.id"), nullable=False),
    Column("member_id", Id, ForeignKey("members.id"), nullable=False, index=True),
    Column("since", Moment, nullable=False),
    Column("used_at", Moment, nullable=False),
    UniqueConstraint("account_id", "union_id"),
)

seats = Table(
    "seats",
    metadata,
    Column("id", Id, primary_key=True),
    _union(),
    Column("member_id", Id, ForeignKey("members.id"), nullable=False, index=True),
    Column("role", String(16), nullable=False),
    Column("team_id", Id, ForeignKey("teams.id")),
    Column("starts", Moment, nullable=False),
    Column("ends", Moment),
    Column("stands_for", Id, ForeignKey("seats.id")),  # delegated between dates
)

consents = Table(
    "consents",
    metadata,
    Column("id", Id, primary_key=True),
    _union(index=False),
    Column("member_id", Id, ForeignKey("members.id"), nullable=False),
    Column("purpose", String(32), nullable=False),
    Column("answer", String(16), nullable=False),
    Column("text_version", String(16), nullable=False),
    Column("how", String(16), nullable=False),  # chat | paper
    Column("at", Moment, nullable=False),
    Index("ix_consents_member", "union_id", "member_id", "purpose", "id"),
)

cases = Table(  # something that waits for somebody's decision
    "cases",
    metadata,
    Column("id", Id, primary_key=True),
    _union(index=False),
    Column("number", BigInteger, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("state", String(12), nullable=False, server_default="open"),
    Column("member_id", Id, ForeignKey("members.id")),  # whom it benefits
    Column("account_id", Id, ForeignKey("accounts.id")),  # who asked, in which chat
    Column("chat_id", Id, ForeignKey("chats.id")),
    Column("team_id", Id, ForeignKey("teams.id")),
    Column("facts", Json, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("raised_at", Moment),  # when it went on to the deputy
    Column("decided_by", Id, ForeignKey("members.id")),
    Column("decided_at", Moment),
    UniqueConstraint("union_id", "number"),
    CheckConstraint("state IN ('open', 'parked', 'agreed', 'refused', 'withdrawn')", name="state"),
    Index("ix_cases_open", "union_id", "state", "kind"),
)

codes = Table(
    "codes",
    metadata,
    Column("id", Id, primary_key=True),
    _union(index=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),  # member | team | group
    Column("member_id", Id, ForeignKey("members.id")),
    Column("team_id", Id, ForeignKey("teams.id")),
    Column("uses_left", Integer, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("created_at", Moment, nullable=False),
    Index("ix_codes_union", "union_id", "kind"),
)

log = Table(  # who did what; grows only, chained per union
    "log",
    metadata,
    Column("union_id", Id, ForeignKey("unions.id"), primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("member_id", Id),  # no foreign key: the log outlives the row it names
    Column("verb", String(32), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("salted", String(64), nullable=False),  # digest of the details with their own salt
    Column("digest", String(64), nullable=False),
)

log_details = Table(  # what may be erased: names, words, reasons
    "log_details",
    metadata,
    Column("union_id", Id, primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("salt", String(32), nullable=False),
    Column("details", Text, nullable=False),
)
