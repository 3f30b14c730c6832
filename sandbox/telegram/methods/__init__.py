"""The methods of the Bot API, one file a subject."""

from sandbox.telegram.methods import editing, lookups, menu, receiving, sending
from sandbox.telegram.methods.registry import METHODS

__all__ = ["METHODS", "editing", "lookups", "menu", "receiving", "sending"]
