"""What the scenes about the mutual fund begin with."""

from collections.abc import Sequence

from sandbox.telegram import Message
from storage.work import Work
from tests.chat import Town
from tests.person import Person
from tests.scenarios.story import member
from union.book import Draft, FundKind, Line, VoucherKind
from union.loans import Loan

AN, BICH, CHI, DUNG, GIANG = (
    "Trần Văn An", "Lê Thị Bích", "Nguyễn Thị Chi", "Phạm Văn Dũng", "Vũ Thị Giang",
)  # fmt: skip


async def fills(made: Town, amount: int, item: str = "opening") -> None:
    """So much comes into the mutual fund by another door than the chat."""
    kind = VoucherKind.OPENING if item == "opening" else VoucherKind.RECEIPT
    await _books(made, kind, Line(item, amount))


async def spends(made: Town, amount: int) -> None:
    await _books(made, VoucherKind.PAYMENT, Line("other_out", amount))


async def _books(made: Town, kind: VoucherKind, line: Line) -> None:
    bich, chi = await member(made, BICH), await member(made, CHI)
    async with made.work() as work:
        await work.lock()
        two = {"made_by": bich.id, "agreed_by": chi.id}
        await work.book.book(Draft(FundKind.MUTUAL, kind, (line,), work.today, **two))


async def balance(made: Town) -> int:
    async with made.work() as work:
        return await _balance(work)


async def _balance(work: Work) -> int:
    return (await work.book.fund(FundKind.MUTUAL)).balance


async def loans_of(made: Town, name: str) -> Sequence[Loan]:
    row = await member(made, name)
    async with made.work() as work:
        return await work.loans.of_member(row.id)


async def asks(person: Person, words: str = "vay 5tr sửa nhà trả 5 tháng") -> None:
    await person.says(words)
    await person.taps("Đúng, gửi đề nghị")


async def agreed(made: Town, number: int) -> None:
    """By the chair and the treasurer, in words."""
    for officer in (made.chi, made.bich):
        await officer.says(f"duyệt {number}")


async def lent(made: Town, person: Person, words: str = "vay 5tr sửa nhà trả 5 tháng") -> int:
    """Asked for, agreed and paid out; the loan's number."""
    await asks(person, words)
    async with made.work() as work:
        number = max(loan.number for loan in await work.loans.open())
    await agreed(made, number)
    await made.bich.taps("Đã chuyển khoản")
    return number


async def presses(person: Person, message: Message, data: str) -> None:
    """A button by what it carries: again, or one of an older message."""
    await person.town.after(person.world.taps(person.id, person.id, message.id, data))
