"""What the scenarios of emulation titles begin with, and who is registered."""

from storage.titles import Registration
from tests.chat import Town
from tests.person import Person

RESULT = "kết quả LĐTT: An, Dũng; QĐ 15/QĐ-CĐ ngày 20/12/2026"


async def opens(made: Town, days: str = "hôm nay đến 5/12", year: int = 2026) -> None:
    await made.chi.says("/thidua")
    await made.chi.taps("Mở hoặc đổi ngày")
    await made.chi.says(days)
    await made.chi.taps(f"Năm {year}", "Đúng")


async def signs_up(person: Person, words: str = "đăng ký lao động tiên tiến") -> None:
    await person.says(words)
    await person.taps("Đúng, đăng ký")


async def signed(made: Town, year: int = 2026) -> list[Registration]:
    async with made.work() as work:
        return await work.titles.of_year(year)  # type: ignore[no-any-return]


async def held(made: Town, name: str, year: int = 2026) -> set[str]:
    return {one.title for one in await signed(made, year) if one.member.name == name}


async def register_all(made: Town, *names: str, title: str = "ldtt") -> None:
    """As if they had signed up in the chat."""
    async with made.work() as work:
        await work.lock()
        (round_,) = [one for one in await work.titles.rounds() if one.year == 2026]
        for name in names:
            (row,) = await work.members.by_name(name)
            await work.titles.register(round_.id, row.id, [title])


async def over(made: Town, *names: str) -> None:
    """A round of 2026 that is over; these registered for LĐTT."""
    await opens(made)
    await register_all(made, *names)
    await made.jump_to(2026, 12, 21, hour=9)
    made.chi.mark()
