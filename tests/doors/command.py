"""`congdoan` as a real process, with nothing in its environment but what is given."""

import asyncio
import os
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECRET = "0123456789abcdef0123456789abcdef"
TOKEN = "424242:a-token-that-must-never-be-printed"


@dataclass(frozen=True, slots=True)
class Ended:
    code: int
    out: str
    err: str


async def congdoan(folder: Path, *arguments: str, typed: str = "", **settings: str) -> Ended:
    """Run one command in a folder of its own; `settings` are names without the prefix."""
    environ = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME")}
    environ |= {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    environ |= {f"CONGDOAN_{name}": value for name, value in settings.items()}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments,
        cwd=folder, env=environ, stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, err = await asyncio.wait_for(process.communicate(typed.encode()), 120)
    ended = Ended(process.returncode or 0, out.decode(), err.decode())
    # Whatever was wrong, an operator reads a sentence, and no secret.
    assert "Traceback" not in ended.err, ended.err
    for secret in (TOKEN, SECRET):
        assert secret not in ended.out + ended.err
    return ended
