"""What stands around choices and files where there are no buttons."""


def reply_with(labels: list[str], case_number: int) -> str:
    """Choices that are said in words: of a card with its number, of a question without (0)."""
    if case_number:
        said = [f"“{label.lower().removesuffix(' thêm')} {case_number}”" for label in labels]
        return f"Trả lời {_either(said)}."
    return f"Có thể trả lời {_either([f'“{label}”' for label in labels])}."


def _either(said: list[str]) -> str:
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} hoặc {said[-1]}"


def file_at(link: str, code: str) -> str:
    """Where a file can be fetched, and what opens it."""
    opens = f" (mã mở {code}, hết hạn sau 24 giờ)" if code else ""
    return f"Tải tệp: {link}{opens}"
