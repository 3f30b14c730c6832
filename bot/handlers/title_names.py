"""Names of a list of results → registrations; a name of two people is asked."""

from typing import Any

from bot import texts
from bot.handlers.asking import Answers, as_id, tapped_value
from bot.handlers.titles_reading import Listed
from bot.said import Reply
from bot.talk import Question, Talk
from storage.titles import Registration
from union import titles
from union.titles import Outcome, Title

MOST_ALIKE = 6  # names with two readings in one list; beyond, whole names are asked for


async def registered(talk: Talk, answers: Answers) -> dict[int, Registration]:
    found = await talk.work.titles.of_year(answers["year"], answers["title"])
    return {one.id: one for one in found}


async def found(talk: Talk, answers: Answers, said: Listed) -> dict[str, Any]:
    """Names → registrations; a name of two people is left to be asked, an unknown one is told."""
    rows = await registered(talk, answers)
    people = [one.member for one in rows.values()]
    by_member = {one.member.id: one.id for one in rows.values()}
    found: dict[str, Any] = {"achieved": [], "missed": [], "alike": [], "unknown": []}
    for into, names in (("achieved", said.achieved), ("missed", said.missed)):
        for name in names:
            meant = [by_member[one.id] for one in titles.called_so(name, people)]
            if len(meant) == 1:
                found[into] += meant
            elif meant:
                found["alike"].append([name, meant, into])
            else:
                found["unknown"].append(name[:60])
    if said.everybody:
        aside = {*found["missed"], *(id for _, ids, _ in found["alike"] for id in ids)}
        found["achieved"] = [id for id in rows if id not in aside]
        found["everybody"] = True
    return found


def unclear(title: Title, year: int, found: dict[str, Any]) -> Reply | None:
    """Why the names will not do, or None."""
    if len(found["alike"]) > MOST_ALIKE:
        return texts.title_results.too_many_alike()
    if found["achieved"] or found["missed"] or found["alike"]:
        return None
    if not found["unknown"]:
        return texts.title_results.names_please()
    return texts.title_results.nobody_of(found["unknown"], title, year)


def which(place: int) -> Question:
    """The place-th name that two people have."""

    async def ask(talk: Talk, answers: Answers) -> Reply:
        said, ids, _ = answers["who"]["alike"][place]
        rows = await registered(talk, answers)
        people = [(id, rows[id].member) for id in ids if id in rows]
        return texts.title_results.which_of(said, people, f"which{place}")

    async def read(talk: Talk, answers: Answers) -> int | None:
        _, ids, _ = answers["who"]["alike"][place]
        tap = tapped_value(talk)
        if tap is not None:
            return as_id(tap) if as_id(tap) in ids else None
        rows = await registered(talk, answers)
        people = [rows[id].member for id in ids if id in rows]
        meant = titles.called_so(talk.said.text, people)
        chosen = [id for id in ids if id in rows and rows[id].member in meant]
        return chosen[0] if len(chosen) == 1 else None

    def skip(answers: Answers) -> bool:
        return len(answers.get("who", {}).get("alike", ())) <= place

    return Question(f"which{place}", ask, read, ask, skip=skip)


def outcomes(
    answers: Answers, registered: dict[int, Registration]
) -> list[tuple[Registration, Outcome]]:
    """Registrations and what came of them; who is in both lists has missed it."""
    who = answers["who"]
    ids = {"achieved": list(who["achieved"]), "missed": list(who["missed"])}
    for place, (_, alike, into) in enumerate(who["alike"]):
        chosen = answers[f"which{place}"]
        ids[into].append(chosen)
        if who.get("everybody"):
            ids["achieved"] += [id for id in alike if id != chosen]
    missed = set(ids["missed"])
    return [
        (one, Outcome.MISSED if id in missed else Outcome.ACHIEVED)
        for id, one in registered.items()
        if id in missed or id in ids["achieved"]
    ]
