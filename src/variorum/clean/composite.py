"""A file that holds several articles is split at its rules: lines of +++++, =====, *****, -----, _____."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from variorum.clean.article import Article, is_title, read_article
from variorum.clean.paragraphs import paragraphs_of
from variorum.clean.strand import Strand

ARTICLE_LETTERS = 300  # text of this size after a rule is an article even without a headline
TITLED_LETTERS = 120  # text under a headline: the shortest dispatch
PLAIN_TITLE_WORDS = 4  # a shorter line after a dash rule may be a crosshead of the same article
_STRONG = "+="  # signs that nobody uses inside an article
_RULE = re.compile(r"(?P<before>.*?)\s*(?P<rule>(?P<sign>[+=*_\-–—~#])(?:\s?(?P=sign)){4,})\s*(?P<after>.*)")


@dataclass(frozen=True, slots=True)
class Section:
    """The lines between two rules, and the sign of the rule above them (empty for the first)."""

    sign: str
    lines: tuple[Strand, ...]


def split_articles(lines: Iterable[Strand]) -> list[Article]:
    """The articles of a plain text, at least one. A section that is none of its own goes on the one before."""
    sections = [(section.sign, paragraphs_of(section.lines)) for section in _sections(lines)]
    groups: list[list[Strand]] = []
    for number, (sign, paragraphs) in enumerate(sections):
        if not paragraphs:
            continue
        if not groups or (number > 0 and _begins_article(sign, paragraphs)):
            groups.append(list(paragraphs))
        else:
            groups[-1] += paragraphs
    if len(groups) > 1 and _is_masthead(groups[0]):
        groups = groups[1:]
    return [read_article(group) for group in groups] or [read_article([])]


def _sections(lines: Iterable[Strand]) -> list[Section]:
    """The sections between rules; a rule may be glued to the end or the beginning of a line of text."""
    sections: list[Section] = []
    sign, held = "", []
    for line in lines:
        match = _RULE.fullmatch(line.text.strip()) if len(line) < 2000 or _ends_in_rule(line.text) else None
        if match is None or (match["before"] and match["after"] and match["sign"] not in _STRONG):
            held.append(line)
            continue
        stripped = line.strip()
        if match["before"]:
            held.append(stripped.cut(0, match.end("before")))
        sections.append(Section(sign, tuple(held)))
        sign, held = match["sign"], [stripped.cut(match.start("after"))] if match["after"] else []
    return [*sections, Section(sign, tuple(held))]


def _ends_in_rule(text: str) -> bool:
    """Whether a long line has a rule glued to its end."""
    tail = text.rstrip()[-5:]
    return len(set(tail)) == 1 and tail[:1] in "+=*_-–—~#"


def _begins_article(sign: str, paragraphs: Sequence[Strand]) -> bool:
    """Whether what follows a rule is an article of its own.

    A rule of dashes or stars is also a pause inside one article: there a headline is asked for.
    """
    article = read_article(paragraphs)
    if article.title is not None and article.letters >= TITLED_LETTERS:
        imprint = article.imprint
        return sign in _STRONG or len(article.title.text.split()) >= PLAIN_TITLE_WORDS or bool(imprint.byline or imprint.published)
    return sign in _STRONG and article.letters >= ARTICLE_LETTERS


def _is_masthead(paragraphs: Sequence[Strand]) -> bool:
    """Whether the first section is only the head of a newsletter."""
    article = read_article(paragraphs)
    return article.letters < TITLED_LETTERS or (article.letters < ARTICLE_LETTERS and all(is_title(line.text) for line in article.body))
