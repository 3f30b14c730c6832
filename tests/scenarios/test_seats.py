"""Seats given and ended: rights move in that minute, and so does the menu."""

from tests.chat import Town
from tests.person import Person
from tests.scenarios.story import once
from union.rights import Role


def menu(person: Person) -> set[str]:
    """The commands this person's own “/” offers."""
    kept = person.world.commands.get(("chat", person.id, 0, ""), [])
    return {item["command"] for item in kept}


def in_menu(person: Person, *names: str) -> bool:
    """Zalo offers no menu of commands: there only what may be done counts."""
    return person.on_zalo or set(names) <= menu(person)


def not_in_menu(person: Person, *names: str) -> bool:
    return person.on_zalo or not set(names) & menu(person)


async def gives(made: Town, to: str, role: str) -> None:
    await made.chi.says("chức vụ")
    await made.chi.taps("Giao chức vụ")
    await made.chi.says(to, role)
    await made.chi.taps("Đúng, giao")


async def test_a_deputy_has_the_rights_of_a_deputy_at_once(sao_bien: Town) -> None:
    an = sao_bien.an
    await an.says("/duyet")
    assert an.hears("dành cho cán bộ")
    await gives(sao_bien, "an", "Phó chủ tịch")
    assert an.hears("Anh An vừa được giao chức vụ Phó Chủ tịch")
    assert in_menu(an, "duyet", "nhom", "tamdung") and not_in_menu(an, "nhatky")
    calls = [call for call in sao_bien.world.calls if call.method == "setMyCommands"]
    assert an.on_zalo or any(f'"chat_id": {an.id}' in str(call.params) for call in calls)
    await an.says("/duyet")
    assert an.hears("không có việc nào chờ")


async def test_an_ended_seat_gives_nothing_any_more(sao_bien: Town) -> None:
    chi, dung = sao_bien.chi, sao_bien.dung
    await chi.says("/chucvu")
    await chi.taps("Cho thôi chức vụ", "Tổ trưởng Tổ 3")
    assert chi.hears("Anh Dũng đã thôi chức vụ Tổ trưởng Tổ 3")
    assert dung.hears("Công đoàn cảm ơn anh Dũng")
    assert not_in_menu(dung, "duyet")
    await dung.says("/ma tổ 3")
    assert dung.hears("dành cho cán bộ")


async def test_the_old_chair_is_replaced_in_the_same_breath(sao_bien: Town) -> None:
    chi, giang = sao_bien.chi, sao_bien.giang
    await gives(sao_bien, "giang", "chủ tịch")
    assert giang.hears("Chủ tịch")
    assert in_menu(giang, "chinhthuc") and not_in_menu(chi, "chinhthuc")
    await chi.says("/tamdung 3")
    assert chi.hears("dành cho cán bộ")
    async with sao_bien.work() as work:
        (seat,) = await work.seats.held([Role.CHAIR])
    assert seat.holder.name == "Vũ Thị Giang"


@once
async def test_two_of_one_name_are_shown_to_choose_from(sao_bien: Town) -> None:
    await sao_bien.chi.says("/chucvu")
    await sao_bien.chi.taps("Giao chức vụ")
    await sao_bien.chi.says("thị")
    assert sao_bien.chi.hears("Có mấy người")
    await sao_bien.chi.says("ai đó")
    assert sao_bien.chi.hears("Chưa thấy ai tên “ai đó”")


@once
async def test_who_holds_what_is_for_all_to_see_and_for_the_chair_to_change(
    sao_bien: Town,
) -> None:
    await sao_bien.an.says("ai phụ trách")
    assert sao_bien.an.hears("Chủ tịch: Nguyễn Thị Chi", "Tổ trưởng Tổ 3: Phạm Văn Dũng")
    assert not sao_bien.an.offers("Giao chức vụ")
    await gives(sao_bien, "an", "kế toán")
    assert sao_bien.chi.hears("Lê Thị Bích", "đang giữ")
