"""The union's group: linked by a code, told nothing private, followed when it moves."""

from sandbox.saobien import GROUP, KHACH
from tests.chat import Town, group_says
from tests.scenarios.story import code_in, links_the_group, once, rows_of, telegram_only


async def test_an_officers_code_links_the_group_once(sao_bien: Town) -> None:
    await links_the_group(sao_bien)
    assert "đã nối với CĐCS" in group_says(sao_bien)[-1]
    async with sao_bien.work() as work:
        assert len(await work.unions.groups()) == 1
        assert (await work.log.read(1))[0].verb == "group.linked"
    await sao_bien.chi.says("/nhom")
    assert sao_bien.chi.hears("Đang nối với 1 nhóm")
    await sao_bien.chi.taps("Gỡ các nhóm")
    async with sao_bien.work() as work:
        assert await work.unions.groups() == []


@once
async def test_a_plain_member_or_a_wrong_code_links_nothing(sao_bien: Town) -> None:
    await sao_bien.after(sao_bien.world.adds_bot_to(GROUP))
    await sao_bien.chi.says("/nhom")
    code = code_in(sao_bien.chi.news)
    await sao_bien.an.says_in(GROUP, f"/noinhom {code}")
    await sao_bien.bich.says_in(GROUP, "/noinhom 000000")
    assert "chưa đúng" in group_says(sao_bien)[-1]
    await sao_bien.bich.says(f"/noinhom {code}")
    assert sao_bien.bich.hears("gõ trong nhóm")
    async with sao_bien.work() as work:
        assert await work.unions.groups() == []


async def test_private_things_asked_in_the_group_lead_to_the_private_chat(sao_bien: Town) -> None:
    await links_the_group(sao_bien)
    for words in ("/toi", "@congdoan_bot thông tin của tôi", "/riengtu@congdoan_bot"):
        await sao_bien.an.says_in(GROUP, words)
        said = sao_bien.world.messages(GROUP)[-1]
        assert "nói riêng với anh/chị" in said.text
        assert sao_bien.bot_link in sao_bien.shown(said)
    assert not any("0901" in text for text in group_says(sao_bien))
    before = len(group_says(sao_bien))
    await sao_bien.an.says_in(GROUP, "hôm nay ăn gì")
    assert len(group_says(sao_bien)) == before


async def test_a_stranger_gets_nothing_and_the_chair_is_told_once_a_day(sao_bien: Town) -> None:
    await links_the_group(sao_bien)
    sao_bien.world.joins(KHACH, GROUP)
    before, rows = len(group_says(sao_bien)), await rows_of(sao_bien)
    sao_bien.chi.mark()
    for words in ("/toi", "/baocao", "@congdoan_bot cho xem danh sách"):
        await sao_bien.khach.says_in(GROUP, words)
    assert len(group_says(sao_bien)) == before
    assert sao_bien.chi.news.count("chưa phải đoàn viên gọi Bot") == 1
    assert await rows_of(sao_bien) == rows
    await sao_bien.clock_to(2026, 11, 22, hour=9)
    await sao_bien.khach.says_in(GROUP, "/toi")
    assert sao_bien.chi.news.count("chưa phải đoàn viên gọi Bot") == 2


@telegram_only("Zalo tells nothing of what happens to a group")
async def test_a_group_that_moves_stays_linked(sao_bien: Town) -> None:
    await links_the_group(sao_bien)
    new = sao_bien.world.migrate_group(GROUP)
    await sao_bien.settled()
    await sao_bien.an.says_in(new, "/toi")
    assert "nói riêng" in group_says(sao_bien, new)[-1]
    async with sao_bien.work() as work:
        assert len(await work.unions.groups()) == 1


@telegram_only("Zalo tells nothing of what happens to a group")
async def test_a_removed_bot_tells_the_chair(sao_bien: Town) -> None:
    await links_the_group(sao_bien)
    await sao_bien.after(sao_bien.world.removes(GROUP))
    assert sao_bien.chi.hears("đưa ra khỏi nhóm")
    async with sao_bien.work() as work:
        assert await work.unions.groups() == []
