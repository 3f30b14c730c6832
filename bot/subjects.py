"""Everything in one list: the subjects with their commands, buttons and dialogs, the jobs, the
notices. A new subject is a row here; `bot/app.py` builds the bot from it."""

from bot.book import Book
from bot.handlers import (
    asking_back,
    attendance,
    birthdays,
    card_hours,
    cases,
    claim,
    codes,
    coming,
    covering,
    deciders,
    devices,
    dues,
    dues_amounts,
    dues_confirm,
    dues_lists,
    dues_unpaid,
    fund,
    groups,
    home,
    join,
    lending,
    loans,
    loans_counting,
    loans_seen,
    log,
    lookers,
    meetings,
    meetings_shown,
    members,
    occasions,
    opening,
    paper,
    privacy,
    repaying,
    report,
    reversing,
    seats,
    spending,
    standing,
    team_claims,
    title_for,
    title_results,
    title_rounds,
    titles,
    unions,
    uploads,
)
from bot.handlers import book as the_book
from bot.jobs import birthdays as birthday_jobs
from bot.jobs import by_hand, housekeeping, unsent
from bot.jobs import card_hours as card_hour_jobs
from bot.jobs import cases as case_jobs
from bot.jobs import covering as covering_jobs
from bot.jobs import dues as due_jobs
from bot.jobs import loans as loan_jobs
from bot.jobs import meetings as meeting_jobs
from bot.jobs import occasions as occasion_jobs
from bot.jobs import quota as quota_jobs
from bot.jobs import titles as title_jobs
from bot.talk import LongTask

SUBJECTS = (
    home,
    join,
    claim,
    team_claims,
    members,
    cases,
    asking_back,
    report,
    the_book,
    spending,
    reversing,
    opening,
    seats,
    dues,
    dues_confirm,
    dues_lists,
    dues_unpaid,
    dues_amounts,
    fund,
    loans,
    loans_seen,
    lending,
    repaying,
    loans_counting,
    covering,
    standing,
    paper,
    card_hours,
    lookers,
    codes,
    devices,
    uploads,
    groups,
    birthdays,
    occasions,
    coming,
    meetings,
    meetings_shown,
    attendance,
    titles,
    title_rounds,
    title_for,
    title_results,
    privacy,
    log,
    unions,
)
JOBS = (
    *birthday_jobs.JOBS,
    *due_jobs.JOBS,
    *loan_jobs.JOBS,
    *occasion_jobs.JOBS,
    *title_jobs.JOBS,
    *meeting_jobs.JOBS,
    *unsent.JOBS,
    *quota_jobs.JOBS,
    *housekeeping.JOBS,
)


def book() -> Book:
    """Commands, buttons, dialogs and notices of every subject, checked against each other."""
    return Book(
        commands=[c for subject in SUBJECTS for c in getattr(subject, "COMMANDS", ())],
        buttons=[b for subject in SUBJECTS for b in getattr(subject, "BUTTONS", ())],
        dialogs=[d for subject in SUBJECTS for d in getattr(subject, "DIALOGS", ())],
        notices=[
            *deciders.NOTICES,
            *birthday_jobs.NOTICES,
            *due_jobs.NOTICES,
            *lending.NOTICES,
            *loans_counting.NOTICES,
            *loan_jobs.NOTICES,
            *occasion_jobs.NOTICES,
            *title_jobs.NOTICES,
            *meeting_jobs.NOTICES,
            *case_jobs.NOTICES,
            *card_hour_jobs.NOTICES,
            *covering_jobs.NOTICES,
            *unsent.NOTICES,
            *quota_jobs.NOTICES,
            *by_hand.NOTICES,
        ],
        otherwise=home.otherwise,
        follows=(lending.booked,),
        newcomers=(quota_jobs.someone_came,),
    )


def long_tasks() -> dict[str, LongTask]:
    """What takes longer than an answer may, by its kind."""
    return {task.kind: task for subject in SUBJECTS for task in getattr(subject, "TASKS", ())}
