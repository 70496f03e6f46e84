"""What changed in a ledger since a time, as text and as JSON: in words that a newsroom reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from variorum.errors import InvalidRecord
from variorum.export.accused import DISAGREEMENT_WORDS
from variorum.export.citation import END_OF_DAY, moment_words
from variorum.export.rows import judgement_row
from variorum.export.sentences import visible
from variorum.export.values import value_words
from variorum.export.wording import (
    CATEGORY_WORDS,
    KIND_WORDS,
    STAGE_WORDS,
    STATUS_WORDS,
    date_words,
    place_words,
    range_words,
    short,
)
from variorum.lexicon.en.wording import UNNAMED_OUTLET, counted, day_words
from variorum.model import Disagreement, Figure, Graded, Incident, Judgement
from variorum.model.news import BlameNews, Cause, FigureNews, GradeNews, IncidentNews, News, Report
from variorum.model.records import from_builtins, to_builtins
from variorum.model.values import VALUE_TYPES
from variorum.model.words import Property

Row = dict[str, Any]
CAUSES, REPORTS = 4, 6  # shown of each figure, of each incident: the rest is counted, and in JSON


def since_words(news: News) -> str:
    """From when on, in words: a day by its name."""
    if news.since.time() == END_OF_DAY:
        return f"since {day_words((news.since + timedelta(microseconds=1)).date())}"
    return f"since {moment_words(news.since)}"


# ---------------------------------------------------------------- text


def news_written(news: News, console: Console) -> None:
    """Write the news to the console, incident by incident, the new ones first; nothing where nothing changed."""
    if news.quiet:
        return
    console.print(Text(f"What changed {since_words(news)}", style="bold"))
    console.print(Text(", ".join(_counts(news)), style="dim"))
    for each in news.incidents:
        console.print()
        console.print(Text.assemble((f"{_kind(each)}  ", "bold"), (visible(each.incident.title), "bold"), f"  {short(each.incident.id)}"))
        for line, causes in incident_lines(each):
            console.print(Padding(Text(line), (0, 0, 0, 2), expand=False))
            for cause in causes:
                console.print(Padding(Text(cause, style="dim"), (0, 0, 0, 4), expand=False))
    if news.judgements:
        console.print()
        console.print(Text("Other judgements", style="bold"))
        for judgement in news.judgements:
            console.print(Padding(Text(judgement_words(judgement)), (0, 0, 0, 2), expand=False))


def _counts(news: News) -> Iterator[str]:
    if news.documents:
        untold = f" ({news.untold} tell{'s' if news.untold == 1 else ''} of no incident)" if news.untold else ""
        yield counted(news.documents, "new document") + untold
    kinds = [_kind(each) for each in news.incidents]
    for kind, words in (("NEW", "new incident"), ("CHANGED", "changed incident"), ("GONE", "incident no longer told of")):
        if kind in kinds:
            number = kinds.count(kind)
            yield f"{number} incidents no longer told of" if kind == "GONE" and number > 1 else counted(number, words)
    for maker, number in news.reread:
        yield f"{counted(number, 'document')} read anew by {maker}"


def _kind(each: IncidentNews) -> str:
    return "GONE" if each.after is None else "NEW" if each.before is None else "CHANGED"


def incident_lines(each: IncidentNews) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is to be said of one incident: a line, and the lines that stand below it."""
    if each.after is None:
        yield "No report tells of it any more.", ()
    elif each.before is None:
        origin = f" It was part of “{visible(each.parted_from.title)}”." if each.parted_from else ""
        yield f"{_facts(each.after)}.{origin}", ()
    for other in each.merged:
        yield f"Merged with “{visible(other.title)}” ({short(other.id)}), an incident of its own before.", ()
    for other in each.split:
        yield f"Split: “{visible(other.title)}” ({short(other.id)}) is an incident of its own now.", ()
    yield from _report_lines(each)
    if each.before is not None and each.after is not None:
        yield from ((line, ()) for line in _setting_lines(each.before, each.after))
    yield from (_figure_line(figure) for figure in each.figures)
    yield from (_blame_line(said) for said in each.blame)
    yield from ((_grade_line(grade), ()) for grade in each.grades)
    yield from ((f"New disagreement. {_disagreement(conflict)}", ()) for conflict in each.disagreements_new)
    yield from ((f"No longer a disagreement. {_disagreement(conflict)}", ()) for conflict in each.disagreements_gone)
    causes = [cause for lists in (each.figures, each.blame) for moved in lists for cause in moved.causes]
    named = {cause.judgement.key for cause in causes if cause.judgement}
    yield from ((judgement_words(judgement), ()) for judgement in each.judgements if judgement.key not in named)


def _facts(incident: Incident) -> str:
    kind = " ".join(filter(None, (KIND_WORDS[incident.type], STAGE_WORDS[incident.stage])))
    return visible(", ".join(filter(None, (kind, place_words(incident.where), date_words(incident.when) or "no date known"))))


def _report_lines(each: IncidentNews) -> Iterator[tuple[str, tuple[str, ...]]]:
    for known, words in ((False, "new report"), (True, "report")):
        held = [report for report in each.reports if report.known == known]
        if held:
            shown = tuple(map(_report, held[:REPORTS]))
            rest = (f"and {len(held) - REPORTS} more",) if len(held) > REPORTS else ()
            end = " that the ledger had before" if known else ""
            yield f"{counted(len(held), words)}{end}:", (*shown, *rest)
    if each.left and each.after is not None:
        yield f"{counted(each.left, 'report')} {'is' if each.left == 1 else 'are'} no longer about it.", ()


def _report(report: Report) -> str:
    title = f": {report.title}" if report.title else ""
    return visible(f"{report.outlet or UNNAMED_OUTLET}, {date_words(report.published) or 'undated'}{title}")


def _setting_lines(before: Incident, after: Incident) -> Iterator[str]:
    for label, was, now in (
        ("When", date_words(before.when), date_words(after.when)),
        ("Where", place_words(before.where), place_words(after.where)),
        ("What", _what(before), _what(after)),
    ):
        if was != now:
            yield visible(f"{label}: {was or 'not known'} → {now or 'not known'}")


def _what(incident: Incident) -> str:
    return " ".join(filter(None, (KIND_WORDS[incident.type], STAGE_WORDS[incident.stage])))


def _figure_line(news: FigureNews) -> tuple[str, tuple[str, ...]]:
    witnesses = [len(figure.witnesses) for figure in (news.before, news.after) if figure]
    counted = f" ({witnesses[0]} → {witnesses[1]} witnesses)" if len(set(witnesses)) == 2 else ""
    moved = f"{CATEGORY_WORDS[news.category]}: {_range(news.before)} → {_range(news.after)}{counted}"
    if news.before is None and news.after is not None:
        moved = f"{CATEGORY_WORDS[news.category]}: {range_words(news.after)}"
    return moved, causes_words(news.causes)


def _range(figure: Figure | None) -> str:
    return range_words(figure) if figure else "no number"


def causes_words(causes: Sequence[Cause], *, value: bool = True) -> tuple[str, ...]:
    """Why, a line each, and how many more there are; without the values of claims where the line above has said them."""
    both = {cause.by for cause in causes if cause.kind == "reader" and cause.came}
    both &= {cause.by for cause in causes if cause.kind == "reader" and not cause.came}
    lines = tuple(dict.fromkeys(_reread(cause) if cause.by in both else _cause(cause, value=value) for cause in causes))
    return lines if len(lines) <= CAUSES + 1 else (*lines[:CAUSES], f"and {len(lines) - CAUSES} more")


def _reread(cause: Cause) -> str:
    return visible(f"read otherwise by {cause.by}")


def _cause(cause: Cause, *, value: bool = True) -> str:
    match cause.kind:
        case "judgement" if cause.judgement is not None:
            return judgement_words(cause.judgement)
        case "report" if cause.claim is not None:
            says = f", says {cause.claim.said_by.name}" if cause.claim.said_by else ""
            told = f": {value_words(cause.claim.value)}{says}" if value else ""
            return visible(f"{cause.by}{told} ({short(cause.key or '')})")
        case "moved":
            return visible(f"claims {'that were' if cause.came else 'that are now'} about “{cause.by}”")
        case "reader":
            return visible(f"{'read so' if cause.came else 'no longer read'} by {cause.by}")
        case _:
            return "the same claims, counted otherwise"


def judgement_words(judgement: Judgement) -> str:
    """Who decided what, when and why: "ana corrected killed: 23 (claim:0270bec9) to 24, 3 June 2024: the list of names"."""
    reason = f": {judgement.reason}" if judgement.reason else ""
    return visible(f"{judgement.by} {decided_words(judgement)}, {day_words(judgement.at.date())}{reason}")


def decided_words(judgement: Judgement) -> str:
    """What somebody decided: "corrected killed: 23 (claim:0270bec9) to 24"."""
    said = f"{_VERDICTS.get(judgement.verdict, judgement.verdict)} {_decided(judgement)}"
    return visible(f"withdrew “{said}”" if judgement.withdraws else said)


def _decided(judgement: Judgement) -> str:
    """What a judgement is on, and the value that it gives, as far as it keeps them."""
    about = " and ".join(short(key) for key in (judgement.subject, judgement.other) if key)
    value, locator = judgement.value if isinstance(judgement.value, dict) else {}, judgement.locator
    match judgement.verdict:
        case "grade":
            return f"{value.get('actor')} {value.get('grading')} in {about}"
        case "alias" | "person" as verdict:
            one, two = ("one actor", "two actors") if verdict == "alias" else ("one person", "two people")
            return f"{about} {one if value.get('same') else two}"
        case "prefer":
            ends = dict.fromkeys(str(end) for end in (value.get("low"), value.get("high")) if end is not None)
            return f"{value.get('category')}: {'–'.join(ends)}{'' if value.get('high') is not None else '+'} in {about}"
        case _ if locator is not None and locator.property == "victim":  # names stand where they are asked for
            return f"the name of somebody who came to harm ({short(judgement.subject)})"
        case _ if locator is not None and locator.property is not None:
            was, now = (_typed(locator.property, held) for held in (locator.value, _merged(locator.value, value)))
            to = f" to {now.removeprefix(was.partition(': ')[0] + ': ')}" if judgement.verdict == "correct" and now else ""
            if judgement.verdict == "assign":
                to = f" to {short(judgement.other) if judgement.other else 'no incident'}"
            return f"{was or locator.property} ({short(judgement.subject)}){to}"
        case verdict:
            return _OF_TWO.get(verdict, "{}").format(about)


def _merged(value: Any, corrected: Row) -> Any:
    return {**value, **corrected} if isinstance(value, dict) else corrected


def _typed(property: Property, value: Any) -> str:
    """A value that a judgement keeps, in words; "" for one of an older version of the program."""
    try:
        return value_words(from_builtins(value, VALUE_TYPES[property]))
    except InvalidRecord:
        return ""


_OF_TWO = {"copy": "{} copies of one text", "independent": "{} independent of each other", "unsure": "whether {} are one incident"}
_VERDICTS = {
    "accept": "accepted", "reject": "rejected", "correct": "corrected", "add": "added", "same": "joined", "different": "told apart",
    "unsure": "left open", "copy": "called", "independent": "called", "grade": "graded", "prefer": "decided on",
    "alias": "called", "person": "called", "assign": "moved",
}  # fmt: skip


def _blame_line(news: BlameNews) -> tuple[str, tuple[str, ...]]:
    said = news.said
    by = f", says {said.by}" if said.by else ""
    label = "Responsibility" if news.came else "No longer said of responsibility"
    return visible(f"{label}: {said.actor.name}, {STATUS_WORDS[said.status]}{by}"), causes_words(news.causes, value=False)


def _grade_line(news: GradeNews) -> str:
    was, now = (_grade(each) for each in (news.before, news.after))
    reason = f": {news.after.reason}" if news.after else ""
    return visible(f"Grade of {news.actor}: {f'{was} → ' if was else ''}{now or 'none'}{reason}")


def _grade(graded: Graded | None) -> str | None:
    return f"{graded.grading} (by {graded.by})" if graded and graded.by else graded.grading if graded else None


def _disagreement(conflict: Disagreement) -> str:
    label = CATEGORY_WORDS[conflict.category] if conflict.category else DISAGREEMENT_WORDS[conflict.kind]
    return visible(f"{label}: {conflict.text}")


# ---------------------------------------------------------------- JSON


def news_row(news: News) -> Row:
    """The news as builtins; of incidents what changed, each with the same lines as in the text."""
    return {
        "record": "news",
        "since": news.since.isoformat(),
        "until": news.until.isoformat() if news.until else None,
        "digest": news.digest,
        "documents": news.documents,
        "untold": news.untold,
        "reread": [{"maker": maker, "documents": number} for maker, number in news.reread],
        "incidents": [_incident_row(each) for each in news.incidents],
        "judgements": [_judgement_row(each) for each in news.judgements],
    }


def _incident_row(each: IncidentNews) -> Row:
    return {
        "incident": each.incident.id,
        "was": each.before.id if each.before else None,
        "title": each.incident.title,
        "change": _kind(each).lower(),
        "reports": [to_builtins(report) for report in each.reports],
        "left": each.left,
        "figures": [
            {
                "category": figure.category,
                "before": _ends(figure.before),
                "after": _ends(figure.after),
                "causes": [_cause_row(cause) for cause in figure.causes],
            }
            for figure in each.figures
        ],
        "responsibility": [
            {"came": said.came, **to_builtins(said.said), "causes": [_cause_row(cause) for cause in said.causes]} for said in each.blame
        ],
        "grading": [to_builtins(grade) for grade in each.grades],
        "disagreements_new": [to_builtins(conflict) for conflict in each.disagreements_new],
        "disagreements_gone": [to_builtins(conflict) for conflict in each.disagreements_gone],
        "merged": _named(each.merged),
        "split": _named(each.split),
        "parted_from": each.parted_from.id if each.parted_from else None,
        "judgements": [_judgement_row(judgement) for judgement in each.judgements],
        "lines": [line for line, _ in incident_lines(each)],
    }


def _ends(figure: Figure | None) -> Row | None:
    if figure is None:
        return None
    return {"low": figure.low, "best": figure.best, "high": figure.high, "reports": figure.reports, "witnesses": len(figure.witnesses)}


def _cause_row(cause: Cause) -> Row:
    row: Row = {"kind": cause.kind, "by": cause.by, "came": cause.came, "claim": cause.key}
    if cause.judgement:
        row["judgement"] = cause.judgement.key
    return row | {"words": _cause(cause)}


def _judgement_row(judgement: Judgement) -> Row:
    return {key: value for key, value in judgement_row(judgement).items() if key != "record"}


def _named(incidents: Iterable[Incident]) -> list[Row]:
    return [{"id": each.id, "title": each.title} for each in incidents]
