"""No token, no address of a file and no word of a member in any line, whatever fails."""

import io
import logging
import re
from collections.abc import Callable, Iterator

import httpx
import pytest
from sqlalchemy import text
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot import logs
from bot.serving import Serving
from tests.databases import Databases
from tests.scenarios.several_bots import Cities, cities
from tests.scenarios.test_uploads import page_of

LOGGERS = ("", "httpx", "httpcore", "telegram", "uvicorn", "uvicorn.error")


@pytest.fixture(params=["text", "json"])
def written(request: pytest.FixtureRequest) -> Iterator[Callable[[], str]]:
    """The log as operators have it; afterwards it is as it was."""
    root, levels = logging.getLogger(), {name: logging.getLogger(name).level for name in LOGGERS}
    before = list(root.handlers)
    logs.set_up(request.param)
    (handler,) = (one for one in root.handlers if one not in before)
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(paper := io.StringIO())
    yield paper.getvalue
    root.handlers[:] = before
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


async def everything_fails(town: Cities) -> list[str]:
    """Both platforms refuse in every way, then the database does. What no line may hold."""
    an, chi = town.on(town.first, "an"), town.on(town.telegram, "chi")
    zalo, telegram = town.first.world, town.telegram.world
    page, _ = await page_of(an)
    await an.says("/riengtu")
    await an.taps("Tải dữ liệu của tôi")
    (link,) = re.findall(r"http\S+/f/\w{32}", an.news)
    for kind in ("500", "lost"):
        zalo.faults.add("sendMessage", kind)
        telegram.faults.add("sendMessage", kind)
        await an.says("thông tin của tôi")
        await chi.says("thông tin của tôi")
    zalo.token, old = "1:another", zalo.token
    with pytest.raises(AssertionError):
        await an.says("/toi")
        assert an.news, "nobody answers with a token that was reset"
    async with town.first.work() as work:
        for table in ("uploads", "files", "heard"):  # from here on nothing can be read or heard
            await work.connection.execute(text(f"DROP TABLE {table}"))
    zalo.says(an.id, "lời riêng của An")
    telegram.says(chi.id, "lời riêng của Chi")
    async with httpx.AsyncClient() as browser:
        for address in (page, link):
            assert (await browser.get(address)).status_code == 500
    tokens = [old, telegram.token]
    return [*tokens, *(token.partition(":")[2] for token in tokens),
            page.rpartition("/")[2], link.rpartition("/")[2], "lời riêng"]  # fmt: skip


async def test_a_run_in_which_everything_fails(
    written: Callable[[], str], databases: Databases
) -> None:
    async with cities(databases) as town:
        secrets = await everything_fails(town)
    told = written()
    assert "does not accept the token" in told and "Exception in ASGI application" in told
    assert [secret for secret in secrets if secret in told] == []


async def test_a_request_that_fails_writes_down_no_values(
    written: Callable[[], str],
) -> None:
    """The web server has a log of its own, which must be this one."""

    name = "Trần Văn An"

    async def fails(request: Request) -> Response:
        raise ValueError(f"the row of {name}, at {request.url.path}")

    serving = Serving(Starlette(routes=[Route("/f/{path}", fails)]), "127.0.0.1", 0)
    await serving.start()
    async with httpx.AsyncClient() as browser:
        answer = await browser.get(f"http://127.0.0.1:{serving.port}/f/{'0a1b' * 8}")
    await serving.stop()
    told = written()
    assert answer.status_code == 500 and "Exception in ASGI application" in told
    assert name not in told and "0a1b0a1b" not in told


@pytest.mark.parametrize("word", ["98765432109876:khongCoGiBiMat", "98765432109876%3AkhongCoGi"])
def test_a_line_that_carries_an_address_carries_no_secret(
    written: Callable[[], str], word: str
) -> None:
    """Also at a level nobody should set: httpx writes every address it asks."""
    logging.getLogger("httpx").setLevel(logging.DEBUG)
    logging.getLogger("httpx").info('HTTP Request: %s "%s"', f"POST http://a/bot{word}/getMe", 200)
    logging.getLogger("bot").warning("GET /f/%s and /u/%s", "0a1b" * 8, "2c3d" * 8)
    told = written()
    assert "khongCoGi" not in told and "0a1b" not in told and "2c3d" not in told
    assert "/bot…/getMe" in told and "/f/…" in told
