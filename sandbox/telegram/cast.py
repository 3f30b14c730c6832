"""The people of the fictional union Sao Biển, the same in the demo, the tests and the docs."""

from sandbox.telegram.groups import Groups

PEOPLE = (
    (1001, "an", "Trần Văn", "An", "84901234123", "đoàn viên, Tổ 1"),
    (1002, "bich", "Lê Thị", "Bích", "84901234202", "kế toán, thủ quỹ"),
    (1003, "chi", "Nguyễn Thị", "Chi", "84901234303", "chủ tịch công đoàn"),
    (1004, "dung", "Phạm Văn", "Dũng", "84901234404", "tổ trưởng Tổ 3"),
    (1005, "giang", "Vũ Thị", "Giang", "84901234505", "chủ nhiệm ủy ban kiểm tra"),
    (1006, "khach", "Khách", "", "84909999999", "người lạ, không phải đoàn viên"),
)
GROUP = -4001
TITLE = "Công đoàn Sao Biển"


def settle(world: Groups) -> None:
    for id, key, first, last, phone, about in PEOPLE:
        world.add_person(id, first, last, phone, key=key, about=about)
    world.add_group(GROUP, TITLE, [1003, 1001, 1002, 1004, 1005])
