"""Reading what is said about titles: a wish to register, and a list of results in one sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from union import titles, words
from union.titles import Title

_JOIN = ("dang ky", "ghi danh")
_DROP = ("rut dang ky", "huy dang ky", "bo dang ky", "rut")
_MINE = frozenset(("toi", "em", "minh", "anh", "chi", "e"))
# What may stand beside the titles of a wish; any other word and the sentence is not sure.
_BESIDE = _MINE | frozenset(
    ("va", "voi", "ca", "cho", "cac", "danh", "hieu", "thi", "dua", "nam", "nay", "luon", "them")
)
_LAST_YEAR = re.compile(
    r"(?:nam ngoai|nam truoc) (?:toi|em|minh|anh|chi)? ?(?:da )?(?:dat|duoc) "
    r"(?:danh hieu )?(?:gi|nao|danh hieu gi|danh hieu nao)"
)
_EVER = frozenset(
    ("lich su thi dua", "thanh tich cua toi", "toi dat danh hieu gi", "toi da dat danh hieu gi",
     "em da dat danh hieu gi", "toi da dat danh hieu nao", "danh hieu cua toi")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wish:
    """`join`, `drop`, or `past` (with `year` −1 for last year's alone)."""

    kind: str
    titles: tuple[str, ...] = ()
    year: int = 0


def wish(text: str, known: Sequence[Title]) -> Wish | None:
    """What a sentence wants of the titles it names; None unless it wants nothing else."""
    folded = words.expand(words.fold(text))
    said = words.strip_courtesy(folded)
    if _LAST_YEAR.fullmatch(said):
        return Wish("past", year=-1)
    if said in _EVER:
        return Wish("past")
    # “… đảm việc nhà” ends in a house, which is also a courtesy (“nha”): read it both ways.
    return _of_titles(said, known) or _of_titles(_begun(folded), known)


def _begun(folded: str) -> str:
    """Without the courtesy it begins with; its end is kept."""
    return words.strip_courtesy(f"{folded} x").removesuffix(" x")


def _of_titles(said: str, known: Sequence[Title]) -> Wish | None:
    first, _, rest = said.partition(" ")
    said = rest if first in _MINE and rest else said
    for kind, verbs in (("join", _JOIN), ("drop", _DROP)):
        for verb in verbs:
            if said.startswith(f"{verb} "):
                return _wish(kind, said.removeprefix(f"{verb} "), known)
    return None


def _wish(kind: str, rest: str, known: Sequence[Title]) -> Wish | None:
    found, beside = titles.named(rest, known)
    left = [word for word in beside.split() if not _is_year(word)]
    if not found or set(left) - _BESIDE:
        return None
    return Wish(kind, tuple(title.key for title in found))


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word.startswith("20")


# --- results --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Listed:
    """Names as typed; `everybody` is all who registered, but for those who missed it."""

    achieved: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    everybody: bool = False

    def __bool__(self) -> bool:
        return bool(self.achieved or self.missed or self.everybody)


@dataclass(frozen=True, slots=True)
class Result:
    """A title, who reached it and who did not, the decision with its number and day."""

    title: str
    year: int
    people: Listed
    decision: str  # what was typed of it: number and day


_EARLY = 80  # letters within which a list of results says that it is one
_HEAD = re.compile(
    r"(?:(?:ghi|nhap|cho|em|chi|anh|toi) )*ket qua (?:(?:thi dua|danh hieu|xet) )*"
    r"(?:nam (?P<year>20\d\d) )?"
)
_YEAR = re.compile(r" (?:nam )?(?P<year>20\d\d)")
_DECISION = re.compile(
    r"[,;. ]*\b(?:theo )?(?:qd|quyet dinh)\b\.?(?: so)?[ :]*(?P<number>\d[\w/.-]*)"
    r"(?P<dated>[ ,]*(?:ngay )?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?)?"
)
_ALONE = re.compile(  # the answer to the question for it
    r"(?:(?:theo )?(?:qd|quyet dinh)\b\.?(?: so)?[ :]*)?(?P<number>\d[\w/.-]*)"
    r"[ ,]*(?:ngay )?(?P<day>\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?)?\.?"
)
_MARK = re.compile(r";|(?P<missed>\b(?:khong|chua) dat\b:?)|(?P<achieved>\bdat ?:)")
_EXCEPT = re.compile(r"^(?P<all>tat ca|moi nguoi|toan bo|ca|het)(?: (?:deu )?dat)?(?: tru\b:?)?")
_BETWEEN = re.compile(r",|&|\+|\bva\b")


def _letters(text: str) -> str:
    """Plain letters, one for one, so that what is found here stands there too."""
    shown = (words.plain(letter) for letter in text)
    return "".join(one if len(one) == 1 else " " if not one else "?" for one in shown)


def one_line(text: str) -> str:
    """A list with a name on every line, as a list with commas."""
    return words.normal(re.sub(r"\s*\n\s*", ", ", text.strip()))


def result(text: str, known: Sequence[Title]) -> Result | None:
    """A list of results, when a colon or a decision shows that it is one."""
    if "ket qua" not in words.fold(text[:_EARLY]):  # every sentence passes here
        return None
    text = one_line(text)
    low = _letters(text)
    head = _HEAD.match(low)
    if head is None:
        return None
    title, at = _title_at(low, head.end(), known)
    if title is None:
        return None
    dated = _YEAR.match(low, at)
    year = int((dated and dated["year"]) or head["year"] or 0)
    at = dated.end() if dated else at
    decision = _DECISION.search(low, at)
    body = text[at : decision.start()] if decision else text[at:]
    if decision:
        body += ";" + text[decision.end() :]
    people = listed(body.lstrip(" :–-"))
    if not people or not (decision or low[at:].lstrip().startswith(":")):
        return None
    said = text[decision.start("number") : decision.end()] if decision else ""
    return Result(title.key, year, people, said)


def _title_at(low: str, at: int, known: Sequence[Title]) -> tuple[Title | None, int]:
    spoken = [(word, title) for title in known for word in title.words]
    for word, title in sorted(spoken, key=lambda pair: -len(pair[0])):
        found = re.compile(r"\W+".join(word.split()) + r"\b").match(low, at)
        if found:
            return title, found.end()
    return None, at


def listed(text: str) -> Listed:
    """Who reached it and who did not, or all but some: the names, as they were typed."""
    text = one_line(text)
    low = _letters(text)
    achieved: list[str] = []
    missed: list[str] = []
    everybody = False
    into, at = achieved, 0
    for mark in [*_MARK.finditer(low), None]:
        end = mark.start() if mark else len(low)
        part, plain = text[at:end].strip(" ,.:"), low[at:end].strip(" ,.:")
        if into is achieved and (everyone := _EXCEPT.match(plain)) and _whole(plain, everyone):
            everybody = True
            missed += _names(part[everyone.end() :])
        else:
            into += _names(part)
        if mark is None:
            break
        at = mark.end()
        into = missed if mark["missed"] else achieved
    return Listed(tuple(achieved), tuple(missed), everybody)


def _whole(plain: str, everyone: re.Match[str]) -> bool:
    """Everybody, or all but some; half of that word may be the beginning of a name."""
    return everyone.end() == len(plain) or everyone[0].rstrip(":").endswith("tru")


def _names(part: str) -> list[str]:
    low = _letters(part)
    found, at = [], 0
    for between in [*_BETWEEN.finditer(low), None]:
        name = part[at : between.start() if between else len(part)].strip(" ,.:;")
        if words.fold(name):
            found.append(name)
        at = between.end() if between else at
    return found


def decision(text: str) -> tuple[str, str] | None:
    """A decision: its number, and the day as typed (empty when there is none)."""
    text = words.normal(text)
    found = _ALONE.fullmatch(_letters(text).strip())
    if found is None:
        return None
    number = text[found.start("number") : found.end("number")].strip(".-/")
    return number[:64], found["day"] or ""
