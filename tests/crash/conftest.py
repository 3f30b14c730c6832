"""The nursery of the session's processes."""

from tests.crash.lives import nursery

__all__ = ["nursery"]
