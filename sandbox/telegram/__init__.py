"""A Telegram Bot API server on loopback, as strict as the real one where our bot meets it."""

from sandbox.listening import Address
from sandbox.telegram.errors import BotApiError, Impossible
from sandbox.telegram.faults import Faults
from sandbox.telegram.model import Call, Chat, File, Message, Person
from sandbox.telegram.people import OWN, Telegram
from sandbox.telegram.server import app, routes, serve

__all__ = [
    "OWN",
    "Address",
    "BotApiError",
    "Call",
    "Chat",
    "Faults",
    "File",
    "Impossible",
    "Message",
    "Person",
    "Telegram",
    "app",
    "routes",
    "serve",
]
