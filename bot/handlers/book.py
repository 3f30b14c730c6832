"""`/soquy`: what each fund holds, its vouchers, and everything that stands in one of them."""

from bot import texts
from bot.handlers import book_reading
from bot.handlers.loans_seen import SEE
from bot.handlers.reversing import found
from bot.said import Reply
from bot.talk import Button, Command, Talk
from union.book import FundKind, Voucher
from union.rights import BOOK_READER

NEWEST, PAGE = 5, 15


async def listed(talk: Talk) -> Reply:
    """`/soquy`; with the number of a voucher, that one."""
    if talk.words:
        voucher = await found(talk, talk.words)
        return await _shown(talk, voucher) if voucher else _unknown(talk.words)
    funds = [await talk.work.book.fund(kind) for kind in FundKind]
    return texts.book.funds(
        [(fund, await talk.work.book.latest(fund.id, NEWEST)) for fund in funds]
    )


def _unknown(said: str) -> Reply:
    return texts.reversing.no_such_voucher(said)


async def page(talk: Talk) -> Reply:
    """The vouchers before a position, of one fund."""
    fund = next((one for one in await talk.work.book.funds() if one.id == talk.number()), None)
    if fund is None:
        return await listed(talk)
    return texts.book.page(fund, await talk.work.book.latest(fund.id, PAGE, talk.number(1)))


async def show(talk: Talk) -> Reply:
    voucher = await talk.work.book.get(talk.number(), talk.number(1))
    return await _shown(talk, voucher) if voucher else _unknown("")


async def _shown(talk: Talk, voucher: Voucher) -> Reply:
    book = talk.work.book
    names = {item.key: item.name for item in await book.items(voucher.fund_id)}
    lines = [(line, names.get(line.item, line.item)) for line in await book.lines(voucher)]
    note = await book.note(voucher)
    if any(line.loan_id for line, _ in lines) and not talk.holds(*SEE):
        note = ("", "")  # who borrowed is not for every officer
    ids = [who for who in (voucher.made_by, voucher.agreed_by) if who]
    people = {one.id: one.name for one in await talk.work.members.named(ids)}
    by = people.get(voucher.made_by or 0, ""), people.get(voucher.agreed_by or 0, "")
    return texts.book.voucher(voucher, lines, note, by, await book.reversal_of(voucher))


COMMANDS = (
    Command(
        "soquy",
        BOOK_READER,
        listed,
        texts.help.ABOUT["soquy"],
        aliases=("book",),
        phrases=("so quy", "xem so quy", "so thu chi", "xem so thu chi"),
        sentence=book_reading.looks,
        reads_only=True,
    ),
)
BUTTONS = (
    Button("book.list", BOOK_READER, listed, reads_only=True),
    Button("book.page", BOOK_READER, page, reads_only=True),
    Button("book.show", BOOK_READER, show, reads_only=True),
)
