"""A sheet as text for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from variorum.export.accused import ActorLine
from variorum.export.figures import FigureLine
from variorum.export.foretold import ForetoldLine
from variorum.export.lines import ClaimLine, DocumentLine, SpeakerLine
from variorum.export.links import LinkLine
from variorum.export.moves import StepLine
from variorum.export.participants import Participants
from variorum.export.sentences import Run
from variorum.export.sheet import Sheet
from variorum.export.witnesses import CopyLine, WitnessLine
from variorum.export.wording import COUNTED, short
from variorum.lexicon.en.wording import counted

_DEFAULT = ("asserted", "as read")  # what goes without saying


def written(sheet: Sheet, console: Console) -> None:
    """Write the sheet to the console: as wide as it is, in its colours or none."""
    plain = not console.is_terminal
    _header(sheet, console)
    if sheet.figures:
        _figures(sheet.figures, console)
        console.print(Text(f"Rule {sheet.rule}. {COUNTED}", style="dim"))
        _rulings(sheet.figures, console)
    if sheet.victims:
        console.print(Text(sheet.victims, style="dim"))
    if sheet.responsibility:
        _heading("Who is said to be responsible", console)
        _actors(sheet.responsibility, console, plain=plain)
    _participants(sheet.participants, console, plain=plain)
    if sheet.disagreements:
        _heading("Where the reports disagree", console)
        for conflict in sheet.disagreements:
            console.print(Padding(Text.assemble((f"{conflict.label}. ", "bold"), conflict.text), (0, 0, 0, 2), expand=False))
            for side in conflict.sides:
                words = f"{side.says}: {', '.join(short(key) for key, _ in side.claims)}"
                console.print(Padding(Text(words, style="dim"), (0, 0, 0, 4), expand=False))
    _foretold(sheet.foretold, console, plain=plain)
    for figure in sheet.figures:
        _figure(figure, console, plain=plain)
    for section in sheet.sections:
        _heading(section.label, console)
        _claims(section.claims, console, plain=plain)
    if sheet.apart:
        _heading("Kept apart", console)
        for apart in sheet.apart:
            console.print(Text(f"{apart.label}:", style="italic"))
            for kept in apart.claims:
                _claim(kept.line, console, plain=plain, about=kept.title)
    _documents(sheet.documents, console)
    if sheet.copies:
        _heading("Copies of one text", console)
        _copies(sheet.copies, console)
    _rest(sheet, console)


def _header(sheet: Sheet, console: Console) -> None:
    console.print(Text(sheet.title, style="bold"))
    if sheet.record:
        console.print(Text(f"The record {sheet.record}.", style="bold italic"))
    when = f"{sheet.when} ({sheet.when_precision})" if sheet.when else "not known"
    where = f"{sheet.where} ({sheet.where_precision})" if sheet.where else "not known"
    kind = f"{sheet.kind}, {sheet.stage}" if sheet.stage else sheet.kind
    mentioned = len(sheet.documents) - sheet.reports
    reports = counted(sheet.reports, "report") + (f", mentioned in {mentioned} more" if mentioned else "")
    if not sheet.reports:
        reports = f"mentioned in {counted(mentioned, 'report')}"
    table = Table(box=None, show_header=False, pad_edge=False)
    struck, weapons = (", ".join(each.label for each in held) for held in (sheet.participants.struck, sheet.participants.weapons))
    facts = (
        ("When", when),
        ("Where", where),
        ("What", kind),
        ("Struck", struck),
        ("Weapons", weapons),
        ("Figures", "none told" if sheet.reports and not sheet.figures else ""),
        ("From", reports),
        ("Id", sheet.short),
    )
    for name, value in facts:
        if value:
            table.add_row(Text(name, style="dim"), Text(value))
    console.print(table)


def _figures(figures: Sequence[FigureLine], console: Console) -> None:
    console.print()
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("")
    for name in ("low", "best", "high", "reports", "witnesses"):
        table.add_column(name, justify="right")
    for line in figures:
        table.add_row(Text(line.label), line.low.words, line.best.words, line.high.words, str(line.reports), _number(line))
    console.print(table)


def _rulings(figures: Sequence[FigureLine], console: Console) -> None:
    """What people decided, and the rules side by side where they come to different numbers."""
    for line in figures:
        if line.decision:
            console.print(Text.assemble((f"{line.label}: {line.range}, ", "bold"), line.decision.words))
    if any(line.rulings for line in figures):
        _heading("By each rule", console)
    for line in figures:
        for each in line.rulings:
            mark = " (chosen)" if each.chosen else ""
            words = f"{line.label}, {each.rule.lower()}{mark}: {each.range}; {each.why}"
            console.print(Padding(Text(words), (0, 0, 0, 2), expand=False))


def _actors(actors: Sequence[ActorLine], console: Console, *, plain: bool) -> None:
    """Each actor with its grade, then what is said of it, by whom and when."""
    for actor in actors:
        by = f", graded by {actor.graded_by}" if actor.graded_by else ""
        graded = f" – {actor.grading} ({actor.meaning}{by}): {actor.reason}" if actor.grading else ""
        told_as = f", told as {actor.told_as}" if actor.told_as else ""
        console.print(Text.assemble((actor.actor, "bold"), (told_as, "dim"), graded))
        for each in actor.lines:
            number = counted(sum(line.size for line in each.claims), "claim")
            said = "; ".join(filter(None, (each.status, each.by and f"says {each.by}", each.days, number)))
            console.print(Padding(Text(said, style="italic"), (0, 0, 0, 2), expand=False))
            _claims(each.claims, console, plain=plain)


def _participants(told: Participants, console: Console, *, plain: bool) -> None:
    """What was struck and what with; what is told less firmly after the rest."""
    for heading, held in (
        ("What was struck", told.things),
        ("Who was struck", told.people),
        ("Weapons", told.weapons),
        ("Targets and weapons that one report tells of less firmly, or that the figures count", told.further),
    ):
        if held:
            _heading(heading, console)
        for each in held:
            kind = f" ({each.kind})" if each.kind else ""
            as_told = " · ".join(filter(None, (each.outcome, counted(each.reports, "report"))))
            console.print(Text.assemble((f"{each.label}{kind}", "italic"), f"  {as_told}"))
            _claims(each.claims, console, plain=plain)


def _foretold(lines: Sequence[ForetoldLine], console: Console, *, plain: bool) -> None:
    if lines:
        _heading("Warned of, or foretold", console)
    for each in lines:
        doubt = "" if each.stated else f" – perhaps ({each.score:.2f})"
        console.print(Text.assemble((each.words, "italic"), f"{doubt}: {each.reasons}"))
        _claim(each.claim, console, plain=plain)


def _figure(line: FigureLine, console: Console, *, plain: bool) -> None:
    _heading(f"{line.label}: {line.range}", console)
    if line.witnesses:
        named = "; ".join(f"{each.name}{_reports(each)}" for each in line.witnesses)
        console.print(Text(f"{counted(line.reports, 'report')}, {_witnesses(line)}: {named}", style="italic"))
    for move in line.moves:
        steps = "; ".join(f"{each.date} {each.number}{_how(each)}" for each in move.steps)
        console.print(Text(f"{move.witness}, step by step: {steps}"))
    _claims(line.claims, console, plain=plain)
    for label, held in (("Other numbers of the same outlets, most of them earlier:", line.earlier), ("Of one group:", line.groups)):
        if held:
            console.print(Text(label, style="italic"))
            _claims(held, console, plain=plain)


def _how(step: StepLine) -> str:
    words = ", ".join(filter(None, (step.kind, step.why)))
    return f" ({words})" if words else ""


def _number(line: FigureLine) -> str:
    return str(len(line.witnesses)) if line.witnesses else "–"


def _witnesses(line: FigureLine) -> str:
    return f"{len(line.witnesses)} witness{'' if len(line.witnesses) == 1 else 'es'}"


def _reports(witness: WitnessLine) -> str:
    return f" ({len(witness.documents)} reports)" if len(witness.documents) > 1 else ""


def _copies(trees: Sequence[CopyLine], console: Console, depth: int = 0) -> None:
    """Families of copies: each report under the one that it was taken from."""
    for each in trees:
        line = Text(f"{each.document.number}. {each.document.outlet}, {each.document.date or 'undated'}")
        if each.kind:
            line.append(f"  {each.kind} ({each.score:.2f}): {'; '.join(each.reasons)}", style="dim")
        console.print(Padding(line, (0, 0, 0, 2 + 2 * depth), expand=False))
        _copies(each.copies, console, depth + 1)


def _claims(lines: Iterable[ClaimLine], console: Console, *, plain: bool) -> None:
    for line in lines:
        _claim(line, console, plain=plain)


def _claim(line: ClaimLine, console: Console, *, plain: bool, about: str | None = None, indent: int = 2) -> None:
    """Value and sentence, then who says it, where and when."""
    head = Text.assemble((" ".join(filter(None, (line.value, line.of))), "bold"), "  ", _sentence(line.sentence, plain=plain))
    console.print(Padding(head, (0, 0, 0, indent), expand=False))
    said = "; ".join(filter(None, (_speaker(line.speaker), _origin(line), *_remarks(line), about and f"about {about}", line.short)))
    console.print(Padding(Text(said, style="dim"), (0, 0, 0, indent + 2), expand=False))
    if line.same:
        also = "; ".join(f"{_origin(other)} ({other.short})" for other in line.same)
        console.print(Padding(Text(f"also in {also}", style="dim"), (0, 0, 0, indent + 2), expand=False))
    for part in line.parts:
        _claim(part, console, plain=plain, indent=indent + 4)


def _sentence(runs: Iterable[Run], *, plain: bool) -> Text:
    """The evidence is underlined, or stands between asterisks where nothing can be underlined."""
    text = Text()
    for run in runs:
        if run.mark != "value":
            text.append(run.text)
        elif plain:
            text.append(f"*{run.text.strip()}*")
        else:
            text.append(run.text, style="underline")
    return text


def _speaker(speaker: SpeakerLine | None) -> str | None:
    if speaker is None:
        return None
    role = ", ".join(filter(None, (speaker.role, speaker.kind)))
    via = f", via {speaker.via}" if speaker.via else ""
    return f"{speaker.name}{f' ({role})' if role else ''}{via}"


def _origin(line: ClaimLine) -> str:
    number = f" [{line.document}]" if line.document else ""
    return ", ".join(filter(None, (line.outlet + number, line.date or "undated")))


def _remarks(line: ClaimLine) -> list[str]:
    as_of = f"as of {line.as_of}" if line.as_of else None
    said = [word for word in (line.certainty, line.standing) if word not in _DEFAULT]
    return [*filter(None, (as_of,)), *said, *line.notes, *line.judged]


def _documents(documents: Sequence[DocumentLine], console: Console) -> None:
    _heading("Documents", console)
    for document in documents:
        credit = f"credit: {document.credit}" if document.credit else None
        only = None if document.main else "only mentions it"
        origin = document.link or document.file
        parts = (f"{document.outlet}: {document.title}", document.date or "undated", credit, only, origin)
        console.print(Padding(Text(f"[{document.number}] " + "; ".join(filter(None, parts))), (0, 0, 0, 2), expand=False))


_OF_PEOPLE = frozenset({"contradictory_judgements", "value_changed", "words_gone"})  # what people said, and whoever reads it can settle
_MOST_SAID = 5  # messages of one code


def _rest(sheet: Sheet, console: Console) -> None:
    if sheet.problems or sheet.questions:
        _heading("Problems and open questions", console)
        for problem in sheet.problems:
            console.print(Padding(Text(f"{len(problem.messages)} × {problem.code}: {problem.meaning}"), (0, 0, 0, 2), expand=False))
            for message in problem.messages[:_MOST_SAID] if problem.code in _OF_PEOPLE else ():
                console.print(Padding(Text(message), (0, 0, 0, 4), expand=False))
        for link in sheet.questions:
            console.print(Padding(Text(f"One incident? {_link(link)}"), (0, 0, 0, 2), expand=False))
    if sheet.links:
        _heading("Why these reports are one incident", console)
        for link in sheet.links:
            console.print(Padding(Text(_link(link)), (0, 0, 0, 2), expand=False))
    console.print()
    console.print(Text(f"Figures are claims, not facts. To cite: {sheet.citation}", style="dim"))


def _link(link: LinkLine) -> str:
    return f"{link.left} ~ {link.right}: {'; '.join(link.reasons)}"


def _heading(words: str, console: Console) -> None:
    console.print()
    console.print(Text(words, style="bold"))
