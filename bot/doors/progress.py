"""A bar for what takes over a second, where somebody is looking."""

from time import monotonic

from rich.console import Console
from rich.progress import Progress

QUIET_SECONDS = 1.0


class Bar:
    """Counts silently at first; a terminal sees a bar after a second, a file never does."""

    def __init__(self, what: str, total: int) -> None:
        self.what, self.total, self.done = what, total, 0
        self._began = monotonic()
        self._console = Console(stderr=True)
        self._shown: Progress | None = None

    def step(self, count: int) -> None:
        self.done += count
        if self._shown is None:
            if not self._console.is_terminal or monotonic() - self._began < QUIET_SECONDS:
                return
            self._shown = Progress(console=self._console, transient=True)
            self._shown.add_task(self.what, total=self.total)
            self._shown.start()
        self._shown.update(self._shown.task_ids[0], completed=self.done)

    def __enter__(self) -> "Bar":
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown is not None:
            self._shown.stop()
