"""A union's money: the book that only grows, what members owe, and the mutual fund's loans.

Amounts are đồng as BIGINT. Nothing here holds a balance that could be typed: what is paid, owed
or left is a sum of voucher lines. The guards are in storage/guards.py.
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.models.base import metadata, of_union
from storage.types import Id, Moment

funds = Table(  # never share a balance
    "funds",
    metadata,
    Column("id", Id, primary_key=True),
    of_union(index=False),
    Column("kind", String(16), nullable=False),  # finance | mutual
    Column("code", String(8), nullable=False),  # TC, QTT: before a voucher's number
    Column("name", String(100), nullable=False),
    UniqueConstraint("union_id", "code"),
    UniqueConstraint("union_id", "id"),  # what vouchers refer to: never another union's fund
)

items = Table(  # item codes with their first day; an officer may change the official code
    "items",
    metadata,
    Column("id", Id, primary_key=True),
    of_union(index=False),
    Column("fund_id", Id, ForeignKey("funds.id"), nullable=False),
    Column("key", String(24), nullable=False),  # dues, visits, lent …: what the rules call it
    Column("direction", String(8), nullable=False),  # opening | in | out
    Column("code", String(8), nullable=False, server_default=""),  # 22, 23 …, of the form in force
    Column("name", String(100), nullable=False),
    Column("place", Integer, nullable=False),  # order in a report
    Column("first_day", Date, nullable=False),
    UniqueConstraint("fund_id", "key", "first_day"),
    UniqueConstraint("fund_id", "id"),
    CheckConstraint("direction IN ('opening', 'in', 'out')", name="direction"),
)

vouchers = Table(
    "vouchers",
    metadata,
    Column("fund_id", Id, primary_key=True),
    # Booking order, without gaps: what the running balance follows.
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    of_union(index=False),
    Column("kind", String(8), nullable=False),  # receipt | payment | opening
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),  # without gaps per fund, kind and year
    Column("booked_on", Date, nullable=False),
    Column("happened_on", Date, nullable=False),  # the bank's or the paper's day
    Column("total", BigInteger, nullable=False),  # negative only in a reversal
    Column("balance", BigInteger, nullable=False),  # of the fund, after this one
    Column("reverses", BigInteger),  # position of the voucher it takes back
    Column("method", String(8), nullable=False, server_default="cash"),  # cash | bank
    Column("source", String(8), nullable=False),  # chat | import
    Column("reference", String(64)),  # the bank's; booked once
    Column("member_id", Id, ForeignKey("members.id")),  # who paid or was paid
    Column("made_by", Id, ForeignKey("members.id")),
    Column("agreed_by", Id, ForeignKey("members.id")),
    Column("case_id", Id, ForeignKey("cases.id")),  # what it answers: booked once a case and kind
    Column("created_at", Moment, nullable=False),
    ForeignKeyConstraint(["union_id", "fund_id"], ["funds.union_id", "funds.id"]),
    ForeignKeyConstraint(["fund_id", "reverses"], ["vouchers.fund_id", "vouchers.position"]),
    UniqueConstraint("fund_id", "kind", "year", "number"),
    UniqueConstraint("fund_id", "reverses"),
    UniqueConstraint("fund_id", "case_id", "kind"),
    UniqueConstraint("union_id", "reference", "fund_id"),
    CheckConstraint("kind IN ('receipt', 'payment', 'opening')", name="kind"),
    CheckConstraint("(reverses IS NULL AND total > 0) OR total < 0", name="total"),
    CheckConstraint("(reverses IS NULL) = (total > 0)", name="reversal"),
    # Money out needs two, and so does what a book begins with, and taking back what was booked.
    # A book copied from paper carries its signatures on paper.
    CheckConstraint(
        "source = 'import' OR (kind = 'receipt' AND reverses IS NULL)"
        " OR (made_by IS NOT NULL AND agreed_by IS NOT NULL AND made_by <> agreed_by)",
        name="two",
    ),
    Index("ix_vouchers_booked", "union_id", "fund_id", "booked_on"),
    Index("ix_vouchers_member", "member_id"),
)

voucher_lines = Table(  # written before their header, whose guard checks their sum
    "voucher_lines",
    metadata,
    Column("fund_id", Id, primary_key=True),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("line", Integer, primary_key=True, autoincrement=False),
    of_union(index=False),
    Column("item_id", Id, nullable=False),
    Column("amount", BigInteger, nullable=False),  # signed as its header
    Column("booked_on", Date, nullable=False),  # as its header: figures need no join
    Column("member_id", Id, ForeignKey("members.id")),  # for whom
    Column("period", Integer),  # the month it pays, 202611
    Column("loan_id", Id, ForeignKey("loans.id")),
    ForeignKeyConstraint(
        ["fund_id", "position"],
        ["vouchers.fund_id", "vouchers.position"],
        deferrable=True,
        initially="DEFERRED",
    ),
    ForeignKeyConstraint(["fund_id", "item_id"], ["items.fund_id", "items.id"]),
    CheckConstraint("amount <> 0", name="amount"),
    Index("ix_voucher_lines_figures", "fund_id", "booked_on", "item_id", "amount"),
    Index("ix_voucher_lines_member", "member_id", "item_id", "period"),
    Index("ix_voucher_lines_loan", "loan_id"),
)

voucher_notes = Table(  # what may be erased: names, the bank's text, reasons
    "voucher_notes",
    metadata,
    Column("fund_id", Id, primary_key=True),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    of_union(),
    Column("party", String(200), nullable=False, server_default=""),  # who paid or was paid
    Column("text", Text, nullable=False, server_default=""),
    ForeignKeyConstraint(["fund_id", "position"], ["vouchers.fund_id", "vouchers.position"]),
)

dues_bases = Table(  # what a member's dues are reckoned from, from a first day on
    "dues_bases",
    metadata,
    Column("id", Id, primary_key=True),
    of_union(index=False),
    Column("member_id", Id, ForeignKey("members.id"), nullable=False),
    Column("first_day", Date, nullable=False),
    # amount: the dues themselves, so that no salary is kept | salary: what the rule is asked with
    Column("kind", String(8), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("made_by", Id, ForeignKey("members.id")),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("member_id", "first_day"),
    CheckConstraint("amount >= 0", name="amount"),
    Index("ix_dues_bases_union", "union_id", "member_id"),
)

dues_exemptions = Table(
    "dues_exemptions",
    metadata,
    Column("id", Id, primary_key=True),
    of_union(index=False),
    Column("member_id", Id, ForeignKey("members.id"), nullable=False),
    Column("first_period", Integer, nullable=False),  # 202611
    Column("last_period", Integer, nullable=False),
    Column("made_by", Id, ForeignKey("members.id")),
    Column("created_at", Moment, nullable=False),
    Index("ix_dues_exemptions_union", "union_id", "member_id"),
)

contributions = Table(  # who takes part in the mutual fund, with how much a month
    "contributions",
    metadata,
    Column("id", Id, primary_key=True),
    of_union(index=False),
    Column("member_id", Id, ForeignKey("members.id"), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("first_period", Integer, nullable=False),
    Column("last_period", Integer),
    Column("created_at", Moment, nullable=False),
    CheckConstraint("amount > 0", name="amount"),
    Index("ix_contributions_union", "union_id", "member_id"),
)

charges = Table(  # what a member owes for a month, by the rule of that month; never reckoned anew
    "charges",
    metadata,
    Column("id", Id, primary_key=True),
    of_union(index=False),
    Column("member_id", Id, ForeignKey("members.id"), nullable=False),
    Column("item", String(24), nullable=False),  # dues | contribution
    Column("period", Integer, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("member_id", "item", "period"),
    CheckConstraint("amount >= 0", name="amount"),
    Index("ix_charges_union", "union_id", "period"),
)

loans = Table(
    "loans",
    metadata,
    Column("id", Id, primary_key=True),
    of_union(index=False),
    Column("case_id", Id, ForeignKey("cases.id"), nullable=False, unique=True),
    Column("number", BigInteger, nullable=False),  # the case's: “vay 27”
    Column("member_id", Id, ForeignKey("members.id"), nullable=False, index=True),
    Column("principal", BigInteger, nullable=False),
    Column("months", Integer, nullable=False),
    Column("state", String(12), nullable=False, server_default="asked"),
    Column("asked_at", Moment, nullable=False),
    Column("agreed_at", Moment),  # its place in the queue for the fund's money
    Column("paid_on", Date),
    CheckConstraint("principal > 0 AND months > 0", name="amount"),
    CheckConstraint(
        "state IN ('asked', 'agreed', 'paid', 'repaid', 'refused', 'withdrawn')", name="state"
    ),
    UniqueConstraint("union_id", "number"),
    Index("ix_loans_state", "union_id", "state"),
)

instalments = Table(
    "instalments",
    metadata,
    Column("loan_id", Id, ForeignKey("loans.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    of_union(index=False),
    Column("due_on", Date, nullable=False),
    Column("amount", BigInteger, nullable=False),
    CheckConstraint("amount > 0", name="amount"),
    Index("ix_instalments_due", "due_on", "union_id"),
)
