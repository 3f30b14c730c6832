"""The book: what each fund holds, one voucher, and what waits for a second person."""

from bot.said import Choice, Reply, rows
from bot.texts import wording
from bot.texts.common import HOME
from bot.texts.wording import called, capital, day
from storage.cases import Case
from union.book import Fund, Line, Voucher, VoucherKind
from union.members import Member
from union.money import money_text

BOOK = Choice("Xem sổ quỹ", "book.list")
METHODS = {"cash": "tiền mặt", "bank": "chuyển khoản"}
KINDS = {
    VoucherKind.RECEIPT: "Phiếu thu",
    VoucherKind.PAYMENT: "Phiếu chi",
    VoucherKind.OPENING: "Số dư đầu kỳ",
}


# --- what waits for a second person ---------------------------------------------------------


def sent(case: Case, deciders: list[Member]) -> Reply:
    """Who is asked now; nobody yet, where none of them is in the chat."""
    who = " hoặc ".join(called(one) for one in deciders)
    text = f"Đã gửi {who}, đề nghị số {case.number}. "
    if not who:
        text = (
            f"Đã ghi đề nghị số {case.number}, nhưng chưa có cán bộ nào khác ở trong Bot để "
            "duyệt. Khi có người vào, họ gõ /duyet là thấy. "
        )
    kept = "Chưa ai nhận tiền, sổ chưa đổi." if case.kind == "pay" else "Sổ chưa đổi."
    return Reply(text + kept, rows(BOOK, HOME))


def dropped() -> Reply:
    return Reply("Vâng, đã bỏ bản nháp. Sổ không đổi.", rows(BOOK, HOME))


def decided(case: Case, state: str, by: Member | None, mine: bool = False) -> Reply:
    """The card once somebody decided; an agreed one carries the number of its voucher."""
    facts = case.facts
    about = {
        "pay": f"phiếu chi {money_text(facts['amount'])}" if "amount" in facts else "phiếu chi",
        "reverse": f"hủy phiếu {facts.get('voucher', '')}",
        "opening": f"số dư đầu kỳ {money_text(facts.get('amount', 0))}",
    }[case.kind]
    who = "Anh/chị" if mine else capital(called(by)) if by else "Người gửi"
    done = {
        "agreed": f"đã duyệt, ghi sổ số {facts.get('code', '')}",
        "refused": "chưa đồng ý, sổ không đổi",
        "withdrawn": "đã rút",
        "parked": "đã để lại cho Chủ tịch",
    }[state]
    text = f"Đề nghị số {case.number}: {about}.\n{who} {done}."
    return Reply(text, rows(BOOK) if mine else (), edit=True, toast=f"{capital(done)}."[:190])


# --- looking --------------------------------------------------------------------------------


def funds(books: list[tuple[Fund, list[Voucher]]]) -> Reply:
    """Every fund with its balance and its last vouchers."""
    parts = [_fund(fund, newest) for fund, newest in books]
    more = [
        Choice(f"{fund.code}: cũ hơn", f"book.page:{fund.id}:{newest[-1].position}")
        for fund, newest in books
        if newest and newest[-1].position > 1
    ]
    return Reply("\n\n".join(parts), rows(*more, HOME))


def _fund(fund: Fund, newest: list[Voucher]) -> str:
    head = f"{fund.name}: còn {money_text(fund.balance)}, {fund.position} phiếu."
    return "\n".join([head, *(_line(voucher) for voucher in newest)])


def _line(voucher: Voucher) -> str:
    out = (voucher.kind is VoucherKind.PAYMENT) is (voucher.total > 0)
    sign = "−" if out else "+"
    back = " (phiếu hủy)" if voucher.reverses else ""
    amount = money_text(abs(voucher.total))
    return f"• {voucher.code} {day(voucher.booked_on)}: {sign}{amount}{back}"


def page(fund: Fund, vouchers: list[Voucher]) -> Reply:
    if not vouchers:
        return Reply(f"Sổ {fund.name} không còn phiếu nào cũ hơn.", rows(BOOK, HOME))
    text = f"{fund.name}, các phiếu trước:\n" + "\n".join(_line(one) for one in vouchers)
    last = vouchers[-1].position
    older = [Choice("Cũ hơn nữa", f"book.page:{fund.id}:{last}")] if last > 1 else []
    return Reply(text, rows(*older, BOOK, HOME))


def voucher(
    found: Voucher,
    lines: list[tuple[Line, str]],
    note: tuple[str, str],
    by: tuple[str, str],
    back: Voucher | None,
) -> Reply:
    """One voucher with everything that stands in it; `by` are who made and who agreed to it."""
    kind = "Phiếu hủy" if found.reverses else KINDS[found.kind]
    said = [
        f"{kind} {found.code} ngày {day(found.booked_on)}: {wording.amount(found.total)}, "
        f"{METHODS[found.method]}."
    ]
    said += [f"• {name}: {money_text(line.amount)}" for line, name in lines]
    party, text = note
    made, agreed = by
    known = (("Người nộp, nhận", party), ("Nội dung", text), ("Lập", made), ("Duyệt", agreed))
    said += [f"{label}: {words}" for label, words in known if words]
    if back:
        said.append(f"Đã có phiếu hủy {back.code} ngày {day(back.booked_on)}.")
    return Reply("\n".join(said), rows(BOOK, HOME))
