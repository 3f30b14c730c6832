"""Vietnamese names: how they are written, put in order, found again and told from other words."""

from __future__ import annotations

import re
from enum import Enum, auto
from unicodedata import normalize

from union.words import fold, normal, plain, syllable


class Match(Enum):
    """How a typed name stands to one in the register."""

    SAME = auto()
    LIKELY = auto()  # the same letters, another accent: a person decides
    NO = auto()


def proper(name: str) -> str:
    """A name in NFC, capitalised when typed all small or all large; otherwise as typed."""
    name = _tidy(name)
    if name in (name.lower(), name.upper()):
        # "K'Brêu", "H'Hen": capitals after the apostrophe too; str.title() would do "Nguyễn" so,
        # but also cuts at characters it takes for no letters.
        return "".join(
            part.upper() if not at or name[at - 1] in " '-" else part
            for at, part in enumerate(name.lower())
        )
    return name


def given(name: str) -> str:
    """The last word, which people are called by. Some Ê Đê and M'Nông names end in the clan."""
    return (_tidy(name).split() or [""])[-1]


def search_key(name: str) -> str:
    """Folded, with "K'Brêu" as one word, for looking up whatever way it is typed."""
    return fold(_tidy(name).replace("'", ""))


def sort_key(name: str) -> str:
    """An ASCII text in whose byte order names stand by given, family, middle name (j3).

    The order of letters is ICU's (a < ă < â, d < đ …), tones come second, a syllable at a time,
    old and new tone placement last. The column needs a byte order: BINARY in SQLite, C in
    PostgreSQL.
    """
    words = re.sub(r"['-]", "", _tidy(name)).split()
    fields = [words[-1:], words[:1] if len(words) > 1 else [], words[1:-1]]
    placed = "".join(str(syllable(letter)[1]) for letter in "".join(words))
    return "/".join(map(_field, fields)) + "#" + placed


def matches(typed: str, stored: str) -> Match:
    """Whether a typed name may be a stored one.

    Without any accent, or with every accent where the register has it: SAME. The same letters
    with another accent ("Lê Thị Hoa" for "Lê Thị Hòa"): LIKELY, to be confirmed by a person,
    for these are two different names. Two SAME in one team are told apart by birth date.
    """
    if not search_key(typed) or search_key(typed) != search_key(stored):
        return Match.NO
    mine, theirs = _letters(typed), _letters(stored)
    accented = any(word != plain(word) for word in mine)
    if not accented or [syllable(word) for word in mine] == [syllable(word) for word in theirs]:
        return Match.SAME
    # One word with accents and the next without is how "Lê Thị Hoa" looks, so no benefit of doubt.
    return Match.LIKELY


def looks_like_name(text: str) -> bool:
    """Two to seven words of Latin letters, or one with an apostrophe ("K'Brêu"); under 60 letters.

    A single plain word ("alo") is not asked for as a name.
    """
    name = _tidy(text)
    words = name.split()
    if len(name) >= 60 or not all(map(_is_word, words)):
        return False
    return 2 <= len(words) <= 7 or (len(words) == 1 and "'" in name)


def name_and_year(text: str) -> tuple[str, int] | None:
    """A name and a birth year in either order: "nguyen thi hanh 1971", "1975 Lê Thị Hoa",
    "hoa sn 75", "Lê Thị Hoa 12/3/1975". None when it is not both.

    Two digits are a year only after two words or a mark such as "sn"; "vay 27" is a command.
    """
    if len(text) > _LONGEST:
        return None
    said = re.sub(r"[()]", " ", _tidy(text))
    found = _YEAR_LAST.fullmatch(said) or _YEAR_FIRST.fullmatch(said)
    if not found:
        return None
    year, marked = found["year"], bool(found["mark"])
    words = _INTRODUCED.sub("", found["name"]).strip(" ,.;:-").split()
    marked = _drop_sinh(words) or marked
    name = " ".join(words)
    if not words or len(words) > 7 or len(name) >= 60 or not all(map(_is_word, words)):
        return None
    if len(year) == 2 and len(words) < 2 and not marked:
        return None
    return proper(name), _full_year(year)


_LONGEST = 200  # letters; a patient pattern on a long message would cost seconds
_DAY = r"(?:[0-9]{1,2}[/.-][0-9]{1,2}[/.-])?"
_BORN = r"(?P<mark>\b(?:sinh (?:năm|nam|ngày|ngay)|năm sinh|ngày sinh|ngay sinh|sn|ns)\b)?"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2}|[0-9]{2})"
_YEAR_LAST = re.compile(rf"(?P<name>\D*?)[\s,;:-]*{_BORN}[\s:.]*{_DAY}{_YEAR}[\s.]*", re.I)
_YEAR_FIRST = re.compile(rf"{_BORN}[\s:]*{_DAY}{_YEAR}[\s,;:-]+(?P<name>\D+)", re.I)
_INTRODUCED = re.compile(
    r"^\s*(?:(?:dạ|da)[, ]+)?(?:(?:tôi|toi|em|mình|minh) (?:tên )?(?:là|la) |"
    r"(?:(?:tôi|toi|em|mình|minh) )?(?:tên|ten)(?: (?:tôi|toi|em|mình|minh))?(?: (?:là|la))? )",
    re.I,
)


def _drop_sinh(words: list[str]) -> bool:
    """Takes a closing "sinh" off "Lê Thị Hoa sinh 1975" but not off "Nguyễn Văn Sinh 1975".

    After one word or three it is the verb, unless written as a name; after two it is the name.
    """
    if len(words) not in (2, 4, 5, 6) or words[-1] != "sinh":
        return False
    words.pop()
    if len(words) > 3 and words[-1] == "nam":  # "le thi hoa nam sinh 1975"
        words.pop()
    return True


def _full_year(year: str) -> int:
    """Two digits are 1930 to 2029: nobody older is on a roster, nobody younger works yet."""
    if len(year) == 4:
        return int(year)
    return int(year) + (1900 if int(year) >= 30 else 2000)


def _tidy(name: str) -> str:
    return normalize("NFC", re.sub(r"[‘’ʼ´`]", "'", normal(name)))


def _letters(name: str) -> list[str]:
    return re.sub(r"['-]", " ", _tidy(name).lower()).split()


def _is_word(word: str) -> bool:
    """Latin letters only, an apostrophe or a hyphen between them."""
    return all(
        part.isalpha() and all("a" <= letter <= "z" for letter in plain(part)) and plain(part)
        for part in re.split(r"['-]", word)
    )


# A mark above "z" makes "ă" come after every "a" followed by a letter, as it must.
_ORDER = {"ă": "a{", "â": "a|", "đ": "d{", "ê": "e{", "ô": "o{", "ơ": "o|", "ư": "u{"}


def _field(words: list[str]) -> str:
    """One part of a name: its letters, then its tones; a space ends the shorter name first."""
    syllables = [syllable(word) for word in words]
    letters = "!".join("".join(map(_letter, bare)) for bare, _ in syllables)
    return letters + " " + "".join(str(tone) for _, tone in syllables)


def _letter(letter: str) -> str:
    if letter in _ORDER:
        return _ORDER[letter]
    bare = plain(letter)
    return bare if bare else f"~{ord(letter):06x}"
