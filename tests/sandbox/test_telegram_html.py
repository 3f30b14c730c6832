"""Telegram's HTML: what is taken, what is refused in which words, how it is shown again."""

import pytest

from sandbox.telegram import BotApiError
from sandbox.telegram.entities import find_entities
from sandbox.telegram.parse import parse_html
from sandbox.telegram.render import render_html

TAKEN = [
    ("<b>a</b> <strong>b</strong>", "<b>a</b> <b>b</b>"),
    ("<i>a</i><em>b</em><u>c</u><ins>d</ins>", "<i>a</i><i>b</i><u>c</u><u>d</u>"),
    ("<s>a</s><strike>b</strike><del>c</del>", "<s>a</s><s>b</s><s>c</s>"),
    ("<code>a&lt;b</code>", "<code>a&lt;b</code>"),
    ('<pre><code class="language-sql">x</code></pre>', "<pre>x</pre>"),
    ("<blockquote>a\nb</blockquote>", "<blockquote>a\nb</blockquote>"),
    ("<blockquote expandable>a</blockquote>", "<blockquote>a</blockquote>"),
    ('<span class="tg-spoiler">a</span>', "<tg-spoiler>a</tg-spoiler>"),
    ("<tg-spoiler>a</tg-spoiler>", "<tg-spoiler>a</tg-spoiler>"),
    ('<a href="https://x.vn/?a=1&amp;b=2">x</a>', '<a href="https://x.vn/?a=1&amp;b=2">x</a>'),
    ("<a href='javascript:alert(1).a'>x</a>", "x"),
    ("<b>đậm <i>cả hai</i></b>", "<b>đậm <i>cả hai</i></b>"),
    ("<B>a</B>", "<b>a</b>"),
    (
        "1 &lt; 2 &amp;&amp; &quot;x&quot; &#39;&#x1F600;",
        "1 &lt; 2 &amp;&amp; &quot;x&quot; &#x27;😀",
    ),
    ("a & b &nbsp; c", "a &amp; b &amp;nbsp; c"),
    ("a > b", "a &gt; b"),
    ("<b></b>a", "a"),
]

REFUSED = [
    ("<b>a", "Can't find end tag corresponding to start tag b"),
    ("ă <div>a</div>", 'Unsupported start tag "div" at byte offset 3'),
    ("5 <6 và", 'Unsupported start tag "6" at byte offset 2'),
    ("a <b", "Unclosed start tag at byte offset 2"),
    ("a</b>", "Unexpected end tag at byte offset 1"),
    ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ("<b>a</b", "Unclosed end tag at byte offset 4"),
    ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    (
        "<a href>x</a>",
        'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0',
    ),
    ("<a ='x'>x</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
    ("<a href=a/b>x</a>", "Unexpected end of name token at byte offset 8"),
    ('<a href="x>y</a>', "Unclosed start tag at byte offset 0"),
]


@pytest.mark.parametrize(("source", "shown"), TAKEN)
def test_what_is_taken_is_shown_again(source: str, shown: str) -> None:
    assert render_html(*parse_html(source)) == shown


@pytest.mark.parametrize(("source", "reason"), REFUSED)
def test_what_is_wrong_is_refused_in_telegrams_words(source: str, reason: str) -> None:
    with pytest.raises(BotApiError) as raised:
        parse_html(source)
    assert raised.value.description == f"Bad Request: can't parse entities: {reason}"


def test_entities_are_counted_in_utf16_units() -> None:
    text, entities = parse_html("😀<b>ă😀</b>!")
    assert (text, entities) == ("😀ă😀!", [{"type": "bold", "offset": 2, "length": 3}])


def test_a_language_belongs_to_the_block_of_code() -> None:
    _, entities = parse_html('<pre><code class="language-sql">x</code></pre>')
    assert entities == [{"type": "pre", "offset": 0, "length": 1, "language": "sql"}]


def test_nothing_is_found_inside_code_and_links() -> None:
    _, given = parse_html("<code>/quy</code> /vay")
    found = find_entities("/quy /vay", given)
    assert [(e["type"], e["offset"]) for e in found] == [("code", 0), ("bot_command", 5)]


def test_tags_that_cross_are_shown_nested() -> None:
    entities = [
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "italic", "offset": 1, "length": 2},
    ]
    assert render_html("abc", entities) == "<b>a<i>b</i></b><i>c</i>"


def test_what_a_person_writes_is_never_markup() -> None:
    text = '<img src=x onerror="alert(1)"> http://x.vn/?a="b'
    shown = render_html(text, find_entities(text))
    assert "<img" not in shown and '<a href="http://x.vn/?a=">' in shown
