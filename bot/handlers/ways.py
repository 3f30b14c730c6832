"""Where a code can be typed: the bots of this deployment, the one with room first."""

from bot.talk import Talk
from union.bots import Account, Places, Ways, to_join


async def to_come_in(talk: Talk, wanted: int = 1) -> Ways:
    """One bot a platform, the speaker's own platform first.

    Zalo's bots serve fifty people each: the one with room for `wanted` is named.
    """
    bots = talk.house.bots.values()
    mine = talk.house.bots.get(talk.who.bot_id)
    found: list[tuple[Account, int | None]] = []
    zalo = [one for one in bots if one.platform == "zalo"]
    if zalo:
        taken = await talk.work.quota.occupied(talk.work.union_id)
        places = [Places(one, *taken.get(one.id, (0, 0))) for one in zalo]
        if (best := to_join(places, wanted)) is not None:
            found.append((best.bot, best.free))
    full = bool(zalo) and not found
    telegram = [one for one in bots if one.platform == "telegram"]
    if telegram:
        found.append((mine if mine and mine in telegram else telegram[0], None))
    found.sort(key=lambda one: mine is not None and one[0].platform != mine.platform)
    return Ways(tuple(found), full)


def private_link(talk: Talk) -> str:
    """What opens the private chat with the bot that is spoken to."""
    bot = talk.house.bots.get(talk.who.bot_id)
    return bot.link() if bot else ""
