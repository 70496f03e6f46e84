"""One self-contained page about one incident or many."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from variorum.export.charts import has_chart, has_conflict, logarithmic, steps_chart, timeline, unnamed
from variorum.export.citation import record_words
from variorum.export.contents import Contents
from variorum.export.figures import FigureLine
from variorum.export.index import Index
from variorum.export.lines import day_of
from variorum.export.sheet import Sheet, sheet
from variorum.export.wording import COUNTED, RULE_WORDS, date_words, number_words
from variorum.model import Incident

OPENED = 1500  # claims of one incident above which the lists of its page begin closed: what a phone still lays out at once


def dossier(incidents: Sequence[Incident], contents: Contents) -> str:
    """The page as HTML: no network, no script, one style of its own and a policy that allows nothing else."""
    index = Index.of(contents)
    sheets = sorted((sheet(incident, contents, index=index) for incident in incidents), key=lambda each: (each.day or "~", each.id))
    many = len(sheets) != 1
    told = [each for each in sheets if each.reports] if many else sheets
    keys = {line.key for each in sheets for line in each.documents}
    dated = sorted((when for key in keys if (when := index.published_at(key))), key=day_of)
    template = _environment().get_template("dossier.html.j2")
    return template.render(
        sheets=told,
        mentioned=[each for each in sheets if not each.reports] if many else [],
        many=many,
        opened=not many and sheets[0].claims <= OPENED,
        on_page={incident.id for incident in incidents},
        title="All incidents of the ledger" if many else sheets[0].title,
        documents=len(keys),
        orders=orders(told) if many else (),
        timeline=_timeline(told) if many else None,
        first=date_words(dated[0]) if dated else None,
        last=date_words(dated[-1]) if dated else None,
        rule=RULE_WORDS.get(contents.rule, contents.rule),
        counting=COUNTED,
        digest=contents.digest,
        record=record_words(contents.as_of, contents.published_by),
        style=Markup(_style()),
        policy=_policy(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An incident in the list of a page about many."""

    anchor: str
    when: str | None
    title: str
    killed: str | None
    injured: str | None
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The list in one order. A page without script holds it once for each."""

    anchor: str
    label: str
    rows: tuple[Row, ...]


def orders(sheets: Sequence[Sheet]) -> tuple[Order, ...]:
    """The incidents by date, by the number killed, by the number of reports and by title."""
    ways: tuple[tuple[str, Callable[[Sheet], tuple[object, ...]]], ...] = (
        ("date", lambda each: (each.day or "~", each.id)),
        ("number killed", lambda each: (-_killed(each), each.day or "~", each.id)),
        ("number of reports", lambda each: (-each.reports, each.day or "~", each.id)),
        ("title", lambda each: (each.title.casefold(), each.id)),
    )
    return tuple(
        Order(anchor=f"by-{label.replace(' ', '-')}", label=label, rows=tuple(map(_row, sorted(sheets, key=key)))) for label, key in ways
    )


def _row(each: Sheet) -> Row:
    ranges = {figure.category: figure.range for figure in each.figures}
    return Row(
        anchor=each.anchor,
        when=each.when,
        title=each.title,
        killed=ranges.get("killed"),
        injured=ranges.get("injured"),
        reports=each.reports,
    )


def _killed(each: Sheet) -> int:
    for figure in each.figures:
        if figure.category == "killed":
            return max((figure.numbers[end] or 0 for end in range(3)), default=0)
    return -1


def _counted(number: int, noun: str) -> str:
    many = {"witness": "witnesses", "family": "families"}.get(noun, f"{noun}s")
    return f"{number_words(number)} {noun if number == 1 else many}"


def _anchor(incident: str | None) -> str | None:
    return incident and f"incident-{incident.rpartition(':')[2]}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("variorum.export"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    filters: Iterable[Callable[..., object]] = (_counted, _anchor, has_chart, has_conflict, logarithmic, unnamed)
    environment.filters |= {each.__name__.lstrip("_"): each for each in filters}
    environment.filters["chart"] = _chart
    return environment


def _chart(figure: FigureLine, each: Sheet) -> Markup:
    """The drawing twice: wide, and narrow for a phone; the style shows one of them."""
    conflicting = {key for conflict in each.disagreements for key in conflict.claims}
    return Markup("").join(steps_chart(figure, conflicting, width=width) for width in (720, 360))


def _timeline(told: Sequence[Sheet]) -> Markup | None:
    """The time line twice, as a chart is."""
    drawn = [timeline(told, width=width) for width in (720, 360)]
    return Markup("").join(each for each in drawn if each) or None


@cache
def _style() -> str:
    return files("variorum.export").joinpath("assets", "dossier.css").read_text(encoding="utf-8").strip()


@cache
def _policy() -> str:
    """What the page may load: nothing, and no style but the one whose hash is named."""
    hashed = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'"
