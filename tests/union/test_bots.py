"""Which bot a code names, and when a month is nearly used up."""

import pytest

from union.bots import Account, Places, spent, to_join

ONE = Account(1, "zalo", "111", "Bot 1")
TWO = Account(2, "zalo", "222", "Bot 2")


@pytest.mark.parametrize(
    ("places", "wanted", "named"),
    [
        ([], 1, None),
        ([Places(ONE, 50, 50)], 1, None),
        ([Places(ONE, 60, 10)], 1, None),
        ([Places(ONE, 49, 49), Places(TWO, 0, 0)], 1, ONE),  # where the others are
        ([Places(ONE, 49, 49), Places(TWO, 0, 0)], 2, TWO),  # a team comes together
        ([Places(ONE, 49, 49), Places(TWO, 48, 1)], 5, TWO),  # room for none: the most there is
        ([Places(ONE, 10, 2), Places(TWO, 10, 3)], 1, TWO),
        ([Places(ONE, 50, 50), Places(TWO, 49, 0)], 0, TWO),
    ],
)
def test_a_code_names_the_bot_with_room(
    places: list[Places], wanted: int, named: Account | None
) -> None:
    best = to_join(places, wanted)
    assert (best.bot if best else None) == named


def test_links() -> None:
    telegram = Account(3, "telegram", "42", "congdoan_bot")
    assert ONE.link("saobien") == "https://bot.zaloplatforms.com/bots/111"
    assert telegram.link("saobien") == "https://t.me/congdoan_bot?start=saobien"
    assert telegram.link() == "https://t.me/congdoan_bot"


@pytest.mark.parametrize(
    ("used", "allowed", "so"), [(2399, 3000, False), (2400, 3000, True), (9999, None, False)]
)
def test_spent(used: int, allowed: int | None, so: bool) -> None:
    assert spent(used, allowed, 80) is so
