"""After a restore: is the last voucher of the book also the last one on paper?

What was booked after the backup was made is gone from the book, but its paper is not. A number
given twice would be worse than a gap, so the operator looks at the pile before the bot goes on.
"""

from sqlalchemy.ext.asyncio import AsyncEngine

from storage.engine import snapshot
from storage.ledger import LastNumber, last_numbers


async def ask(engine: AsyncEngine) -> list[str]:
    """Say the last number of every series and ask for the paper's; a sentence for each gap."""
    async with snapshot(engine) as connection:
        series = await last_numbers(connection)
    gaps = []
    for last in series:
        print(f"Sổ {last.union}: phiếu cuối là {last}.")
        if gap := compare(last, _said(last)):
            gaps.append(gap)
    return gaps


def _said(last: LastNumber) -> str:
    question = f"Số cuối trên giấy của {last.code} năm {last.year}? (Enter nếu đúng {last.number}) "
    try:
        return input(question)
    except EOFError:  # nobody is there to answer; the numbers have been said
        print()
        return ""


def compare(last: LastNumber, said: str) -> str:
    """Empty when paper and book agree, or nobody said."""
    digits = said.strip().rpartition("-")[2].partition("/")[0]
    if not said.strip() or (digits.isascii() and digits.isdigit() and int(digits) == last.number):
        return ""
    if not (digits.isascii() and digits.isdigit()):
        return f"{last.code}: “{said.strip()}” không phải số phiếu. Sổ nói {last}."
    paper = int(digits)
    if paper > last.number:
        return (
            f"{last.code}: giấy tới số {paper}, sổ chỉ tới {last}. Các phiếu từ {last.number + 1} "
            f"đến {paper} lập sau lúc sao lưu: ghi lại theo đúng thứ tự trước khi lập phiếu mới."
        )
    return f"{last.code}: giấy chỉ tới số {paper}, sổ tới {last}. Tìm các phiếu giấy còn thiếu."
