"""Why reports are thought to tell of one incident, and which others may."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from variorum.export.index import Index
from variorum.export.lines import outlet_of
from variorum.export.sentences import visible
from variorum.export.wording import date_words, short
from variorum.model import Incident, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """Why two reports are thought to tell of one incident."""

    left: str
    right: str
    reasons: tuple[str, ...]


def links_of(incident: Incident, index: Index) -> tuple[LinkLine, ...]:
    """Of each account the strongest link to another, each once: why these are one incident."""
    best: dict[str, Link] = {}
    for link in incident.links:
        for side in (link.left, link.right):
            if side not in best or link.score > best[side].score:
                best[side] = link
    return tuple(_link(link, index) for link in dict.fromkeys(best.values()))


def open_questions(incident: Incident, index: Index) -> Iterator[LinkLine]:
    """Accounts that may belong here, for a person to decide."""
    return (_link(link, index) for link in index.questions.get(incident.id, ()))


def _link(link: Link, index: Index) -> LinkLine:
    return LinkLine(left=_account(link.left, index), right=_account(link.right, index), reasons=tuple(map(visible, link.reasons)))


def _account(key: str, index: Index) -> str:
    """An account by its outlet, date and words; an incident by its title."""
    account = index.accounts.get(key)
    if account is None or account.document not in index.contents.documents:
        return visible(index.titles.get(key, short(key)))
    document = index.contents.documents[account.document]
    date = date_words(index.published_at(account.document))
    return f"{', '.join(filter(None, (outlet_of(document), date)))} (“{visible(account.anchor.exact)}”)"
