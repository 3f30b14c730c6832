"""Long texts in parts: at a paragraph, else a line, else a word, else anywhere."""


def units(text: str) -> int:
    """Length as the platforms count it: UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def split(text: str, most: int) -> list[str]:
    """Parts of at most `most` UTF-16 units; nothing but the white space at a cut is lost."""
    return [part for _, part in placed(text, most)]


def placed(text: str, most: int) -> list[tuple[int, str]]:
    """The same parts, each with the character of the text at which it begins."""
    parts: list[tuple[int, str]] = []
    begins = 0
    while units(text) > most:
        head = _head(text, most)
        cuts = (head.rfind(mark) for mark in ("\n\n", "\n", " "))
        cut = next((at for at in cuts if at > most // 4), len(head))
        parts.append((begins, text[:cut].rstrip()))
        rest = text[cut:].lstrip()
        begins += len(text) - len(rest)
        text = rest
    return [*parts, (begins, text)]


def _head(text: str, most: int) -> str:
    """The longest beginning of at most `most` units that cuts no character in two."""
    return text.encode("utf-16-le")[: most * 2].decode("utf-16-le", errors="ignore")
