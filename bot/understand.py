"""From words to a command, or to the two or three nearest things to tap."""

import re

from bot.book import Book
from bot.talk import Command, Talk
from union import words
from union.answers import two_readings
from union.nearness import nearest

_SLASH = re.compile(r"^/([A-Za-z0-9_]{1,32})(?:@(\w+))?(?:\s+(.*))?$", re.DOTALL)


class Understanding:
    """A sentence acts only when it *is* a declared phrase; a word inside one never does."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.phrases: dict[str, Command] = {}
        for command in book.commands:
            for phrase in (*_names(command), *command.phrases):
                known = self.phrases.setdefault(_key(phrase), command)
                if known is not command:
                    raise ValueError(f"“{phrase}” would mean two commands")

    def command(self, talk: Talk) -> Command | None:
        """The command that was typed, as a slash command or as a whole sentence."""
        text = words.normal(talk.said.text)
        slash = _SLASH.match(text)
        if slash:
            return self._slashed(talk, slash)
        if not text or talk.said.kind != "text":
            return None
        folded = words.fold(text)
        if two_readings(text) is not None:
            return None
        return self.phrases.get(_key(folded)) or self._in_a_sentence(talk, text)

    def is_phrase(self, text: str) -> bool:
        """Whether the words are a command of their own."""
        return _key(words.fold(text)) in self.phrases

    def _in_a_sentence(self, talk: Talk, text: str) -> Command | None:
        """A sentence with facts in it; two commands that both read it means neither acts."""
        read = [
            (command, rest)
            for command in self.book.commands
            if command.sentence and (rest := command.sentence(text)) is not None
        ]
        if len(read) != 1:
            return None
        command, talk.words = read[0]
        return command

    def for_another(self, talk: Talk) -> bool:
        """A command addressed to another bot of the group."""
        slash = _SLASH.match(words.normal(talk.said.text))
        ours = talk.house.bot_names.get(talk.who.bot_id, "")
        return bool(slash and slash[2] and slash[2].lower() != ours.lower())

    def _slashed(self, talk: Talk, slash: re.Match[str]) -> Command | None:
        name, _, rest = slash.groups()
        if self.for_another(talk):
            return None
        talk.words = words.normal(rest or "")
        return self.book.spoken.get(name.lower())

    def nearest(self, talk: Talk, limit: int = 3) -> list[Command]:
        """What was perhaps meant, among what this person may do."""
        member = talk.who.member
        mine = [
            (phrase, command)
            for phrase, command in self.phrases.items()
            if not command.hidden
            and command.audience.offered(member.id if member else None, talk.who.seats)
        ]
        return nearest(_key(words.fold(talk.said.text)), mine, limit)


def _key(phrase: str) -> str:
    return words.strip_courtesy(words.expand(words.fold(phrase)))


def _names(command: Command) -> tuple[str, ...]:
    """Names long enough to be meant: a bare “toi”, “ma” or “me” is an ordinary word."""
    return tuple(name for name in (command.name,) if len(name) >= 5)
