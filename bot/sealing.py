"""Tokens of stored bots: sealed with a key of the deployment, useless in a stolen backup."""

import base64

from cryptography.fernet import Fernet, InvalidToken


class Unreadable(ValueError):
    """Sealed with another SECRET_KEY, or damaged."""


def seal(key: bytes, token: str) -> bytes:
    return Fernet(base64.urlsafe_b64encode(key)).encrypt(token.encode())


def unseal(key: bytes, sealed: bytes) -> str:
    try:
        return Fernet(base64.urlsafe_b64encode(key)).decrypt(sealed).decode()
    except InvalidToken:
        raise Unreadable from None
