"""Figures are counted from rows; the log is read by those whose office it is."""

from tests.chat import Town
from tests.scenarios.story import asks_to_join, once
from union.members import Sex


async def test_the_figures_of_members_are_those_of_the_register(sao_bien: Town) -> None:
    async with sao_bien.work() as work:
        everybody = await work.members.on_the_books()
    women = [one for one in everybody if one.sex is Sex.FEMALE]
    assert (len(everybody), len(women)) == (46, 29)
    await sao_bien.bich.says("/baocao doanvien")
    assert sao_bien.bich.hears(
        "Tổng số: 46, trong đó nữ: 29", "trong Bot hoặc trên giấy: 5; chưa: 41"
    )
    for number in range(1, 8):
        team = [one for one in everybody if one.team and one.team.number == number]
        count = sum(one.sex is Sex.FEMALE for one in team)
        assert sao_bien.bich.hears(f"Tổ {number}: {len(team)}, nữ {count}")
    await asks_to_join(sao_bien.khach)
    await sao_bien.chi.taps("Duyệt")
    await sao_bien.giang.says("có bao nhiêu đoàn viên")
    assert sao_bien.giang.hears("Tổng số: 47, trong đó nữ: 29")


@once
async def test_a_plain_member_gets_no_report_and_no_log(sao_bien: Town) -> None:
    for words in ("/baocao doanvien", "/nhatky", "nhật ký"):
        await sao_bien.an.says(words)
        assert sao_bien.an.hears("dành cho cán bộ")
        assert "46" not in sao_bien.an.news


async def test_the_log_is_readable_and_whole(sao_bien: Town) -> None:
    await asks_to_join(sao_bien.khach)
    await sao_bien.chi.taps("Duyệt")
    await sao_bien.giang.says("nhật ký")
    assert sao_bien.giang.hears(
        "Sổ nguyên vẹn",
        "Nguyễn Thị Chi duyệt đề nghị vào công đoàn (Lê Văn Khách)",
        "một người chưa vào Bot gửi đề nghị vào công đoàn",
        "Bot giao chức vụ",
    )
    assert "chair" not in sao_bien.giang.news and "treasurer" not in sao_bien.giang.news
    await sao_bien.giang.taps("Tải cả sổ")
    assert "lập hồ sơ công đoàn" in (await sao_bien.giang.file()).decode()
