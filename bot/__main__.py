"""`congdoan`: the one command of an operator."""

import argparse
import sys

from bot.doors import commands


def parser() -> argparse.ArgumentParser:
    """Every door with its explanation; tested against the README."""
    made = argparse.ArgumentParser(prog="congdoan", description="Bot Công đoàn cơ sở")
    doors = made.add_subparsers(dest="door", required=True, metavar="LỆNH")
    demo = doors.add_parser("demo", help="mở bản dùng thử trong trình duyệt")
    demo.add_argument("--port", type=int, default=8899)
    doors.add_parser("run", help="chạy bot")
    init = doors.add_parser("init", help="lập hồ sơ công đoàn từ tệp union.toml")
    init.add_argument("file")
    load = doors.add_parser("import", help="nhập dữ liệu: members TỆP, vouchers TỆP, dues TỆP")
    load.add_argument("what", choices=["members", "vouchers", "dues"])
    load.add_argument("file", nargs="?", default="")
    load.add_argument("--template", metavar="TỆP", default="", help="ghi một tệp mẫu để điền")
    load.add_argument("--union", default="", help="mã công đoàn, nếu có nhiều hơn một")
    load.add_argument("--yes", action="store_true", help="ghi luôn, không hỏi lại")
    due = doors.add_parser("due", help="xem Bot sẽ tự gửi gì trong một ngày")
    due.add_argument("--on", default="", help="ngày, ví dụ 8/3/2027; để trống là hôm nay")
    due.add_argument("--send", action="store_true", help="gửi thật những gì đến hạn hôm nay")
    bot = doors.add_parser("bot", help="thêm, xem, gỡ Bot: add zalo, list, remove SỐ")
    whats = bot.add_subparsers(dest="what", required=True, metavar="VIỆC")
    add = whats.add_parser("add", help="thêm một Bot; token được hỏi, không viết vào dòng lệnh")
    add.add_argument("platform", choices=["zalo", "telegram"])
    whats.add_parser("list", help="các Bot đang có và số người")
    remove = whats.add_parser("remove", help="gỡ một Bot đã thêm")
    remove.add_argument("number", type=int)
    doors.add_parser("migrate", help="đưa cơ sở dữ liệu lên bản mới (tự sao lưu trước)")
    backup = doors.add_parser("backup", help="sao lưu toàn bộ vào một tệp")
    backup.add_argument("file")
    restore = doors.add_parser("restore", help="khôi phục từ tệp sao lưu")
    restore.add_argument("file")
    resume = doors.add_parser("resume", help="sau khi khôi phục: cho gửi tiếp, hoặc bỏ tin cũ")
    resume.add_argument("--cancel", action="store_true", help="bỏ những tin chưa gửi")
    doors.add_parser("check", help="kiểm tra cài đặt, dữ liệu và sổ nhật ký")
    return made


def main(argv: list[str] | None = None) -> int:
    """0 when it was done, 1 when something is wrong and said so, 2 for a wrong command line."""
    return commands.run(parser().parse_args(argv))


if __name__ == "__main__":
    sys.exit(main())
