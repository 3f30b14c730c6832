"""A Zalo Bot Platform server on loopback, with a switch for whatever its sources disagree on."""

from sandbox.listening import Address
from sandbox.zalo.errors import Impossible, ZaloError
from sandbox.zalo.model import Call, Chat, Message, Person, Switches
from sandbox.zalo.people import Zalo
from sandbox.zalo.server import app, routes, serve

__all__ = [
    "Address",
    "Call",
    "Chat",
    "Impossible",
    "Message",
    "Person",
    "Switches",
    "Zalo",
    "ZaloError",
    "app",
    "routes",
    "serve",
]
