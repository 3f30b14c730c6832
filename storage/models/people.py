"""A union's people: teams, members, seats, consents, cases, codes, and the log of what was done."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from storage.models.base import Json, metadata, of_union
from storage.types import Id, Moment

teams = Table(
    "teams",
    metadata,
    Column("id", Id, primary_key=True),
    of_union(index=False),
    Column("number", Integer, nullable=False),
    Column("name", String(100), nullable=False),
    UniqueConstraint("union_id", "number"),
)

members = Table(
    "members",
    metadata,
    Column("id", Id, primary_key=True),
    of_union(index=False),
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
    of_union(index=False),
    Column("account_id", Id, ForeignKey("accounts.id"), nullable=False),
    Column("member_id", Id, ForeignKey("members.id"), nullable=False, index=True),
    Column("since", Moment, nullable=False),
    Column("used_at", Moment, nullable=False),
    Column("chosen", Boolean, nullable=False, server_default=false()),  # written to here
    UniqueConstraint("account_id", "union_id"),
)

seats = Table(
    "seats",
    metadata,
    Column("id", Id, primary_key=True),
    of_union(),
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
    of_union(index=False),
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
    of_union(index=False),
    Column("number", BigInteger, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("state", String(12), nullable=False, server_default="open"),
    Column("member_id", Id, ForeignKey("members.id")),  # whom it benefits
    Column("account_id", Id, ForeignKey("accounts.id")),  # who asked, in which chat
    Column("entered_by", Id, ForeignKey("members.id")),  # an officer who typed it for somebody
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

approvals = Table(  # who said what about a case that needs more than one
    "approvals",
    metadata,
    Column("case_id", Id, ForeignKey("cases.id"), primary_key=True),
    Column("member_id", Id, ForeignKey("members.id"), primary_key=True),
    of_union(),
    Column("answer", String(8), nullable=False),  # yes | no
    Column("at", Moment, nullable=False),
)

card_hours = Table(  # the hours at which an officer wants cards to come together
    "card_hours",
    metadata,
    Column("member_id", Id, ForeignKey("members.id"), primary_key=True),
    of_union(),
    Column("hours", Json, nullable=False),  # "11:30", "19:00"
)

codes = Table(
    "codes",
    metadata,
    Column("id", Id, primary_key=True),
    of_union(index=False),
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
