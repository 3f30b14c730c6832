"""What a treasurer takes in many at once: cash by a list of names, transfers by bank notices."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot import texts
from bot.handlers import bank_reading, dues_booking, dues_matching, dues_reading
from bot.handlers.asking import Answers, sure
from bot.handlers.dues import what_it_pays
from bot.handlers.dues_matching import Found
from bot.said import Reply
from bot.talk import Button, Command, Dialog, Question, Talk
from bot.texts.dues_lists import Taken
from union.dues import period_of, total
from union.refusals import Reason, Refusal
from union.rights import TREASURER

_CASH = dues_reading.after(
    "thu tien mat", "thu doan phi", "thu dp", "nhan tien mat", "da thu tien mat"
)


def cash_said(text: str) -> str | None:
    """Names behind the verb, and nothing that asks or tells: “thu tiền mặt khi nào”."""
    rest = dues_reading.following(text, _CASH)
    return rest if rest and _are_payers(rest) else None


def _are_payers(rest: str) -> bool:
    return all(map(dues_reading.may_be_a_payer, dues_reading.pieces(rest)))


async def take(talk: Talk) -> Reply:
    """`/thu`, or “thu tiền mặt Nga, Sơn 146.800” in one sentence."""
    if not talk.words:
        if talk.said.kind == "choice":
            return talk.begin("thu")
        return await _summary(talk)
    found = await dues_matching.cash(talk, dues_reading.rest_of(talk.said.text, talk.words))
    if not found["rows"]:
        return texts.dues_lists.nothing_clear(found["aside"], bank=False)
    return talk.begin("thu", found=found)


async def _summary(talk: Talk) -> Reply:
    now = period_of(talk.today)
    figures = (await talk.work.dues.collected(now, now)).values()
    lacking = len(await talk.work.dues.without_basis())
    charged, paid = (sum(part) for part in zip(*figures, strict=True)) if figures else (0, 0)
    return texts.dues_lists.summary(now, charged, paid, lacking)


async def paste(talk: Talk) -> Reply:
    """`/saoke`: the lines may stand in the message, or are asked for."""
    if not talk.words or talk.said.kind == "choice":
        return talk.begin("saoke")
    raw = talk.said.text
    found = await dues_matching.bank(
        talk, dues_reading.rest_of(raw, talk.words) if raw.startswith("/") else raw
    )
    if not found["rows"]:
        return texts.dues_lists.nothing_clear(found["aside"], bank=True)
    return talk.begin("saoke", found=found)


# --- the dialogs: a list, a look at it, one tap -----------------------------------------------


def _asked(text: Reply) -> Callable[[Talk, Answers], Awaitable[Reply]]:
    async def ask(talk: Talk, answers: Answers) -> Reply:
        return text

    return ask


def _question(
    read: Callable[[Talk, str], Awaitable[Found]], how: Callable[[], Reply], bank: bool
) -> Question:
    async def ask(talk: Talk, answers: Answers) -> Reply:
        return how()

    async def take_in(talk: Talk, answers: Answers) -> Found | None:
        if talk.said.kind != "text":
            return None
        found = await read(talk, talk.said.text)
        return found if found["rows"] else None

    async def again(talk: Talk, answers: Answers) -> Reply:
        if talk.said.kind != "text":
            return how()
        found = await read(talk, talk.said.text)
        return texts.dues_lists.nothing_clear(found["aside"], bank)

    return Question("found", ask, take_in, again, number=True)


def _sure(dialog: str) -> Question:
    async def ask(talk: Talk, answers: Answers) -> Reply:
        found = answers["found"]
        taken = [await _taken(talk, row) for row in found["rows"]]
        changed = bool(answers.get("changed"))
        return texts.dues_lists.preview(dialog, taken, found["aside"], changed)

    return sure(ask, {"sua": "again"})


async def _taken(talk: Talk, row: list[Any], codes: tuple[str, ...] = ()) -> Taken:
    member = await talk.work.members.get(row[0])
    if member is None:
        raise Refusal(Reason.NOT_FOUND)
    usual = bool(codes) or row[1] == row[2]  # all that is open: nothing to explain
    lines = [] if usual else await what_it_pays(talk.work, member.id, row[1])
    return Taken(member, row[1], lines, codes)


def _done(dialog: str, method: str) -> Callable[[Talk, Answers], Awaitable[Reply]]:
    async def done(talk: Talk, answers: Answers) -> Reply:
        if answers["sure"] == "again":
            return talk.begin(dialog)
        if answers["sure"] != "yes":
            return texts.dues_lists.kept()
        found: Found = answers["found"]
        if await _changed(talk, found):  # somebody else booked one of them meanwhile
            return talk.begin(dialog, found=found, changed=True)
        taken = [await _book(talk, row, method) for row in found["rows"]]
        unreached = [
            one for one in taken if await talk.work.unions.private_chat(one.member.id) is None
        ]
        return texts.dues_lists.booked(taken, found["aside"], len(unreached))

    return done


async def _changed(talk: Talk, found: Found) -> bool:
    """What is open is no longer what was looked at; the list is brought up to date.

    Whoever was to pay all that is open pays what is open now, and nothing ahead.
    """
    changed = False
    for row in list(found["rows"]):
        opened = total(await talk.work.dues.open(row[0]))
        if opened != row[2]:
            if row[1] == row[2] and not row[3]:
                row[1] = opened
            changed, row[2] = True, opened
        if not row[1] or (row[3] and await dues_matching.is_booked(talk, *row[:2], *row[3:5])):
            changed = True
            found["rows"].remove(row)
            found["aside"].append([await _words(talk, row), "booked" if row[3] else "nothing"])
    if changed and not found["rows"]:
        raise Refusal(Reason.ALREADY_DECIDED)
    return changed


async def _words(talk: Talk, row: list[Any]) -> str:
    """What a line was, for those put aside."""
    member = await talk.work.members.get(row[0])
    return row[5][:120] or (member.name if member else "")


async def _book(talk: Talk, row: list[Any], method: str) -> Taken:
    one = await _taken(talk, row)
    payment = dues_booking.Payment(
        one.member, one.amount, method, reference=row[3] or None,
        on=bank_reading.iso(row[4]), text=row[5],
    )  # fmt: skip
    codes = [voucher.code for voucher in await dues_booking.book(talk, payment)]
    await dues_booking.close_waiting(talk, payment, codes)
    return Taken(one.member, one.amount, (), tuple(codes))


DIALOGS = (
    Dialog(
        "thu",
        TREASURER,
        (_question(dues_matching.cash, texts.dues_lists.how_to_list, bank=False), _sure("thu")),
        _done("thu", "cash"),
    ),
    Dialog(
        "saoke",
        TREASURER,
        (_question(dues_matching.bank, texts.dues_lists.how_to_paste, bank=True), _sure("saoke")),
        _done("saoke", "bank"),
    ),
)
COMMANDS = (
    Command(
        "thu",
        TREASURER,
        take,
        texts.help.ABOUT["thu"],
        aliases=("cash",),
        sentence=cash_said,
        phrases=("thu tien mat", "thu doan phi"),
    ),
    Command(
        "saoke",
        TREASURER,
        paste,
        texts.help.ABOUT["saoke"],
        aliases=("statement",),
        sentence=bank_reading.pasted,
        phrases=("dan tin bao", "dan tin ngan hang", "tin bao ngan hang", "sao ke"),
    ),
)
BUTTONS = (
    Button("dues.take", TREASURER, take),
    Button("dues.paste", TREASURER, paste),
)
