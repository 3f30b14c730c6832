"""What a text comes nearest to, where nothing was met exactly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import TypeVar

from union.words import expand, fold, strip_courtesy

T = TypeVar("T")


def nearest(
    text: str, phrases: Mapping[str, T] | Iterable[tuple[str, T]], limit: int = 3
) -> list[T]:
    """What the text comes nearest to, best first, each once; nothing when nothing is near.

    Shared words count, and a word of four letters or more may hold one slip of the finger.
    Equals keep the order they were given in.
    """
    typed = strip_courtesy(expand(fold(text))).split()[:12]
    pairs = phrases.items() if isinstance(phrases, Mapping) else phrases
    scored = [(_nearness(typed, expand(fold(phrase)).split()), meant) for phrase, meant in pairs]
    found: list[T] = []
    for score, meant in sorted(scored, key=lambda pair: -pair[0]):
        if score >= _NEAR and meant not in found:
            found.append(meant)
    return found[:limit]


_NEAR = 0.3  # one shared word out of two or three; one out of four is chance


def _nearness(typed: list[str], phrase: list[str]) -> float:
    """0 to 1: mostly how much of the phrase was typed, partly how much of the text it explains."""
    if not typed or not phrase:
        return 0.0
    joined = {one + two: (one, two) for one, two in pairwise(phrase)}  # "doanphi"
    typed = [part for word in typed for part in joined.get(word, (word,))]
    met = sum(max(_likeness(word, wanted) for word in typed) for wanted in phrase)
    return 0.7 * met / len(phrase) + 0.3 * min(1.0, met / len(typed))


def _likeness(typed: str, wanted: str) -> float:
    if typed == wanted:
        return 1.0
    return 0.8 if min(len(typed), len(wanted)) >= 4 and one_slip(typed, wanted) else 0.0


def one_slip(one: str, other: str) -> bool:
    """Whether one letter missing, added, changed or swapped with its neighbour explains both."""
    at = 0
    while at < min(len(one), len(other)) and one[at] == other[at]:
        at += 1
    a, b = one[at:], other[at:]
    return (
        a[1:] == b[1:] or a[1:] == b or a == b[1:]
        or (a[:2] == b[1::-1] and len(b) > 1 and a[2:] == b[2:])
    )  # fmt: skip
