"""Claims of one incident → figures, responsibility, targets, disagreements. Nothing is stored or guessed here: all is computed.

What people decided: `judged` (with `docket` and `locating`) applies judgements to claims; `aliases`, `copied`, `decisions`, `grades` and
`namesakes` read them of names, copies, figures, actors and victims. What an incident comes to: `setting` (kind, day, place), `figures`,
`responsibility` (with `actors`, `rivals` and `grading`), `participants`, `disagreements`; `counting`, `sentences` and `witnesses` are the
ground that these stand on. Beside incidents: `victims`, `foretold`, `archive`. Of the reading itself: `changes`, `reviewed`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from variorum.lexicon.registry import Registry
from variorum.model import Incident, Link, Told
from variorum.model.words import Rule
from variorum.reckon.disagreements import find_disagreements
from variorum.reckon.figures import reckon_figures
from variorum.reckon.figures.revisions import no_longer_held
from variorum.reckon.grades import Grade
from variorum.reckon.grading import discounted, grade_actors
from variorum.reckon.naming import AS_TABLES_SAY, Naming
from variorum.reckon.participants import reckon_targets, reckon_weapons, within_figures
from variorum.reckon.responsibility import mark_blamed, reckon_responsibility, sayings
from variorum.reckon.setting import kind_of, place_of, time_of, title_of


def reckon(
    group: Sequence[Told],
    *,
    rule: Rule = "range",
    links: Sequence[Link] = (),
    family_of: Mapping[str, str] | None = None,
    grades: Sequence[Grade] = (),
    registry: Registry | None = None,
    naming: Naming = AS_TABLES_SAY,
) -> Incident:
    """The incident that a group of accounts tells of. The order of the group does not matter. `family_of` gives, of every document that is
    a copy or has copies, the first of its family; `grades` are those that people gave to actors; `registry` is that of sources, ours
    if it is left out, `naming` what people say of actors' names.
    """
    told = sorted(group, key=lambda each: each.key)
    kind = kind_of(told)
    when, where = time_of(told, kind), place_of(told)
    said = sayings(told, naming, where.country if where else None)
    figures = reckon_figures(told, rule=rule, family_of=family_of, registry=registry)
    targets = within_figures(reckon_targets(told, stage=kind.stage, family_of=family_of), figures)
    gone = no_longer_held(told, figures)
    main = {each.document.key for each in told if each.account.main}
    return Incident(
        id=told[0].key,
        title=title_of(told, kind, when, where),
        accounts=tuple(each.key for each in told),
        type=kind.type,
        stage=kind.stage,
        when=when,
        where=where,
        documents=tuple(sorted(main)),
        mentioned_in=tuple(sorted({each.document.key for each in told} - main)),
        figures=figures,
        responsibility=reckon_responsibility(said),
        grading=grade_actors(said, where=where, kind=kind, grades=grades, family_of=family_of, registry=registry),
        disagreements=find_disagreements(told, said, when=when, where=where, kind=kind, discounted=discounted(grades), gone=gone),
        links=tuple(links),
        targets=mark_blamed(targets, said, naming, where),
        weapons=reckon_weapons(told, stage=kind.stage, family_of=family_of),
    )
