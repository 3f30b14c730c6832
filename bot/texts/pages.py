"""The few pages people open in a browser: a file that asks for its code, one that takes a file."""

from html import escape

_STYLE = (
    "body{font-family:system-ui,sans-serif;max-width:26rem;margin:3rem auto;padding:0 1rem;"
    "line-height:1.5;font-size:1.1rem}input,button{font-size:1.2rem;padding:.6rem;width:100%;"
    "box-sizing:border-box;margin-top:.6rem}label{display:block;margin-top:1rem}button{background:#0a6b3d;color:#fff;border:0;"
    "border-radius:.4rem}.wrong{color:#a32015}"
)


def _page(title: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="vi"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title>'
        f"<style>{_STYLE}</style><h1>{title}</h1>{body}</html>"
    )


def code_asked(wrong: bool) -> str:
    """Before a file opens."""
    told = '<p class="wrong">Mã chưa đúng, anh/chị xem lại tin của Bot giúp.</p>' if wrong else ""
    return _page(
        "Tệp của Công đoàn",
        f"{told}<p>Anh/chị gõ mã mở 4 số trong tin của Bot.</p>"
        '<form method="post"><input name="code" inputmode="numeric" autocomplete="off" '
        'maxlength="8" autofocus aria-label="Mã mở"><button>Mở tệp</button></form>',
    )


def gone() -> str:
    """The address is wrong, used up or too old."""
    return _page(
        "Tệp này không còn ở đây",
        "<p>Liên kết đã hết hạn. Anh/chị nhắn lại Bot để nhận tệp mới.</p>",
    )


WRONG_CODE = "Mã chưa đúng, anh/chị xem lại tin của Bot giúp."
NO_FILE = "Anh/chị chọn một tệp rồi bấm “Gửi tệp”."
TOO_LARGE = "Tệp này lớn hơn 10 MB. Anh/chị chọn tệp nhỏ hơn giúp."
TRY_AGAIN = "Công đoàn chưa nhận được tệp. Anh/chị chờ một phút rồi gửi lại ngay trên trang này."


def upload_asked(told: str = "") -> str:
    """The form; `told` says what was not right the last time."""
    wrong = f'<p class="wrong" role="alert">{told}</p>' if told else ""
    return _page(
        "Gửi tệp cho Công đoàn",
        f"{wrong}<p>Anh/chị gõ mã 4 số trong tin của Bot, chọn một tệp (đến 10 MB) rồi gửi.</p>"
        '<form method="post" enctype="multipart/form-data">'
        '<label>Mã mở trang<input name="code" inputmode="numeric" autocomplete="off" '
        'maxlength="8" required autofocus></label>'
        '<label>Tệp<input name="file" type="file" required></label>'
        "<button>Gửi tệp</button></form>",
    )


def upload_done(name: str) -> str:
    return _page(
        "Công đoàn đã nhận tệp",
        f"<p>Đã nhận “{escape(name)}”. Anh/chị quay lại Zalo, Bot trả lời ở đó. "
        "Trang này đóng lại được rồi.</p>",
    )


def upload_over() -> str:
    """Used, ten minutes old, or never there."""
    return _page(
        "Trang này đã hết hạn",
        "<p>Mỗi trang nhận một tệp, trong 10 phút. Anh/chị nhắn Bot “gửi tệp” để có trang mới.</p>",
    )
