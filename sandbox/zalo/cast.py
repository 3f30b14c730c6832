"""The people of the fictional union Sao Biển on Zalo: hex ids, one name, no telephone."""

from sandbox.telegram.cast import PEOPLE as ON_TELEGRAM
from sandbox.telegram.cast import TITLE
from sandbox.zalo.people import Zalo


def zalo_id(number: int) -> str:
    """The id of somebody who is `number` on the other platform: twenty hex digits."""
    return f"{number:020x}"


GROUP = f"zgr-{4001:020x}"


def settle(world: Zalo) -> None:
    for id, key, first, last, _, about in ON_TELEGRAM:
        world.add_person(zalo_id(id), f"{first} {last}".strip(), key=key, about=about)
    members = [zalo_id(n) for n in (1003, 1001, 1002, 1004, 1005)]
    world.add_group(GROUP, TITLE, members)
    world.joins_bot(GROUP)
