"""The annual report of a union as .docx: seven sections of results, every figure from rows."""

from collections.abc import Callable, Sequence

from config.report import ReportFrame, Section, frame
from reports import annual_words as say
from reports.paper import Paper, gap
from union.figures import Year, paper_day

ROMAN = ("I", "II", "III", "IV")


def docx(year: Year) -> tuple[bytes, int]:
    """The file, and how many places an officer still has to fill."""
    texts = frame()
    names = say.names(year, texts)
    paper = Paper(texts.font, texts.about.format(**names), year.union.name, year.made_on)
    paper.draft(texts.draft)
    paper.head(
        year.union.upper_name or gap("tên công đoàn cấp trên"),
        say.in_full(year.union.name),
        f"Số:         /{texts.symbol}",
        f"{texts.place or gap('địa danh')}, {say.together(say.long_day(year.made_on))}",
    )
    paper.title(texts.title, texts.about.format(**names))
    paper.say(texts.opening.format(**names))
    _general(paper, year, texts, names)
    _results(paper, year, texts, names)
    heads = texts.headings
    paper.heading(f"{ROMAN[2]}. {heads.limits.format(**names)}", 1)
    paper.say(gap(heads.ask_limits))
    paper.heading(f"{ROMAN[3]}. {heads.plans.format(**names)}", 1)
    for place, section in enumerate(texts.section, 1):
        paper.heading(f"{place}. {section.name.format(**names)}", 2)
        paper.say(gap(heads.ask_plan.format(**names)))
    paper.say(f"{texts.closing.format(**names)}./.")
    recipients = [one.format(**names) for one in texts.recipients]
    by, name = say.signature(year)
    paper.sign([one for one in recipients if one], texts.keep, by, name)
    return paper.save(), paper.gaps


def _general(paper: Paper, year: Year, texts: ReportFrame, names: dict[str, object]) -> None:
    general = texts.general
    paper.heading(f"{ROMAN[0]}. {general.heading}", 1)
    for place, (head, ask) in enumerate(
        ((general.good, general.ask_good), (general.hard, general.ask_hard)), 1
    ):
        paper.heading(f"{place}. {head}", 2)
        paper.say(gap(ask))
    paper.heading(f"3. {general.people.format(**names)}", 2)
    paper.say(gap(general.ask_workers.format(**names)))
    for line in say.people(year):
        paper.say(line)
    paper.heading(f"4. {general.committee}", 2)
    for line in say.committee(year):
        paper.say(line)


def _results(paper: Paper, year: Year, texts: ReportFrame, names: dict[str, object]) -> None:
    """The seven sections: what the rows tell, then what only people know."""
    paper.heading(f"{ROMAN[1]}. {texts.headings.results.format(**names)}", 1)
    if not year.over:
        paper.say(f"Số liệu tính đến ngày {paper_day(year.until)}.")
    for place, section in enumerate(texts.section, 1):
        paper.heading(f"{place}. {section.name.format(**names)}", 2)
        _TOLD[section.key](paper, year)
        _asked(paper, section, names)


def _asked(paper: Paper, section: Section, names: dict[str, object]) -> None:
    for what in section.ask:
        paper.say(f"- {gap(what.format(**names))}")


def _lines(told: Callable[[Year], Sequence[str]]) -> Callable[[Paper, Year], None]:
    def write(paper: Paper, year: Year) -> None:
        for line in told(year):
            paper.say(line)

    return write


def _emulation(paper: Paper, year: Year) -> None:
    for line in say.emulation(year):
        paper.say(line)
    rows = say.titles(year)
    if rows:
        paper.table(say.TITLES_HEAD, rows, (12, 73, 20, 20, 20, 20))


def _finance(paper: Paper, year: Year) -> None:
    rows, strong = say.finance(year.finance)
    paper.say(say.finance_about(year.finance))
    paper.table(say.FINANCE_HEAD, rows, (15, 80, 42, 28), strong)
    paper.say(say.finance_closing(year.finance))


_TOLD: dict[str, Callable[[Paper, Year], None]] = {
    "care": _lines(say.care),
    "propaganda": _lines(say.nothing),
    "emulation": _emulation,
    "organisation": _lines(say.organisation),
    "women": _lines(say.women),
    "finance": _finance,
    "inspection": _lines(say.inspection),
}
