"""Telegram counts text in UTF-16 code units; Python does not."""


def units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def offsets(text: str) -> list[int]:
    """For each UTF-16 offset, the index of the character there (and one for the end)."""
    found: list[int] = []
    for index, char in enumerate(text):
        found.append(index)
        if ord(char) > 0xFFFF:
            found.append(index)
    found.append(len(text))
    return found
