"""What a union does through the year: emulation rounds, occasions, committee meetings."""

from sqlalchemy import (
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
)

from storage.models.base import Json, metadata, of_union
from storage.types import Id, Moment

rounds = Table(  # one a year: registrations for emulation titles
    "rounds",
    metadata,
    Column("id", Id, primary_key=True),
    of_union(index=False),
    Column("year", Integer, nullable=False),
    Column("opens_on", Date, nullable=False),
    Column("closes_on", Date, nullable=False),
    Column("closed_at", Moment),  # by hand or by the clock
    Column("opened_by", Id, ForeignKey("members.id")),
    UniqueConstraint("union_id", "year"),
    CheckConstraint("opens_on <= closes_on", name="days"),
)

registrations = Table(
    "registrations",
    metadata,
    Column("id", Id, primary_key=True),
    of_union(index=False),
    Column("round_id", Id, ForeignKey("rounds.id"), nullable=False, index=True),
    Column("member_id", Id, ForeignKey("members.id"), nullable=False, index=True),
    Column("title", String(24), nullable=False),  # a key of config/titles.toml
    Column("registered_at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
    Column("outcome", String(8)),  # achieved | missed; NULL until decided
    Column("decision", String(64), nullable=False, server_default=""),  # its number
    Column("decided_on", Date),
    UniqueConstraint("round_id", "member_id", "title"),
    CheckConstraint("outcome IS NULL OR outcome IN ('achieved', 'missed')", name="outcome"),
    Index("ix_registrations_union", "union_id", "title"),
)

occasion_years = Table(  # the year's greetings, approved by one tap
    "occasion_years",
    metadata,
    Column("union_id", Id, ForeignKey("unions.id"), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("kept", Json, nullable=False),  # keys of the occasions that are greeted, no others
    Column("approved_by", Id, ForeignKey("members.id")),
    Column("approved_at", Moment),
)

meetings = Table(
    "meetings",
    metadata,
    Column("id", Id, primary_key=True),
    of_union(index=False),
    Column("kind", String(8), nullable=False),  # regular | adhoc
    Column("year", Integer, nullable=False),
    Column("quarter", Integer, nullable=False),
    Column("starts_at", Moment, nullable=False),
    Column("place", String(200), nullable=False, server_default=""),
    Column("agenda", Text, nullable=False, server_default=""),
    Column("state", String(12), nullable=False, server_default="proposed"),
    Column("made_by", Id, ForeignKey("members.id")),  # NULL: the quarter's, proposed by itself
    Column("confirmed_by", Id, ForeignKey("members.id")),
    Column("confirmed_at", Moment),
    Column("version", Integer, nullable=False, server_default="1"),  # grows when moved
    CheckConstraint("kind IN ('regular', 'adhoc')", name="kind"),
    CheckConstraint("state IN ('proposed', 'confirmed', 'held', 'cancelled')", name="state"),
    Index("ix_meetings_when", "union_id", "starts_at"),
    Index("ix_meetings_quarter", "union_id", "year", "quarter"),
)

invitations = Table(
    "invitations",
    metadata,
    Column("meeting_id", Id, ForeignKey("meetings.id"), primary_key=True),
    Column("member_id", Id, ForeignKey("members.id"), primary_key=True),
    of_union(),
    Column("answer", String(4)),  # yes | no; NULL until answered
    Column("reason", String(300), nullable=False, server_default=""),
    Column("answered_at", Moment),
    Column("present", Boolean),  # NULL until the roll is taken
)
