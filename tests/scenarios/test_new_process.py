"""A new process for every message: a story of each subject, on both databases and platforms.

Every other scenario is played so too with `--everywhere`; these are in every run of the suite.
"""

from collections.abc import Awaitable, Callable

import pytest

from tests.chat import Mode, Town
from tests.databases import ENGINES
from tests.scenarios import (
    test_asking_to_join,
    test_book,
    test_dues,
    test_joining,
    test_joining_by_team,
    test_loans,
    test_own_data,
    test_privacy,
    test_talking,
)

STORIES: list[Callable[[Town], Awaitable[None]]] = [
    test_asking_to_join.test_asked_back_and_answered,
    test_asking_to_join.test_anothers_not_yet_leaves_it_to_the_chair,
    test_joining.test_a_code_of_ones_own_is_used_once,
    test_joining_by_team.test_without_accents_and_the_leader_says_yes,
    test_own_data.test_a_correction_by_taps,
    test_own_data.test_the_chairs_own_case_goes_to_another,
    test_privacy.test_the_birthday_choice_is_recorded_and_can_be_changed,
    test_talking.test_a_decided_card_pressed_again_says_who_decided,
    test_talking.test_a_stale_button_says_so,
    test_book.test_a_payment_is_entered_by_one_and_agreed_by_another,
    test_dues.test_a_transfer_from_bill_to_receipt_in_two_messages,
    test_loans.test_a_loan_from_the_sentence_to_the_last_instalment,
]
MODES = [
    mode
    for mode in (
        Mode("postgresql", "polling", fresh=True),
        Mode("sqlite", "webhook", fresh=True, platform="zalo"),
    )
    if mode.database in ENGINES
]


def _name(story: Callable[[Town], Awaitable[None]]) -> str:
    return story.__name__.removeprefix("test_")


@pytest.mark.parametrize("story", STORIES, ids=_name)
@pytest.mark.parametrize("mode", MODES, ids=str)
async def test_played_by_many(sao_bien: Town, story: Callable[[Town], Awaitable[None]]) -> None:
    assert sao_bien.mode.fresh
    await story(sao_bien)
