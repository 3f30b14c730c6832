from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

HERE = Path(__file__).parent
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob:; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def routes() -> list[Route]:
    return [Route("/", _page), Route("/zalo", _zalo), Route("/page/{name}", _static)]


async def _page(request: Request) -> Response:
    return FileResponse(HERE / "index.html", headers=HEADERS)


async def _zalo(request: Request) -> Response:
    return FileResponse(HERE / "zalo.html", headers=HEADERS)


async def _static(request: Request) -> Response:
    file = HERE / request.path_params["name"]
    if file.suffix not in KINDS or not file.is_file():
        return PlainTextResponse("Không có tệp này.", 404)
    return FileResponse(file, headers=HEADERS, media_type=KINDS[file.suffix])
