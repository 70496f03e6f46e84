"""On what footing somebody is said to have done it, and on whose word."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from variorum.lexicon.blame import Footing
from variorum.lexicon.gazetteer import lookup
from variorum.lexicon.outlets import is_outlet
from variorum.lexicon.roles import kind_of
from variorum.lexicon.speech import reporting_lemmas
from variorum.model import Span, Speaker
from variorum.model.words import Certainty, ResponsibilityStatus, SpeakerKind
from variorum.read.attributions.lookup import vouches
from variorum.read.finding import Attribution
from variorum.read.parsed import Parsed
from variorum.read.responsibility.actors import Phrase
from variorum.read.responsibility.clauses import is_passive, nearby

_OFFICE: frozenset[SpeakerKind] = frozenset({"official", "military", "police", "politician"})
_NO_OFFICE = frozenset(
    [
        "opposition",
        "rebel",
        "rebels",
        "congressman",
        "congresswoman",
        "senator",
        "mp",
        "lawmaker",
        "candidate",
        "party",
        "exiled",
        "activist",
        "activists",
        "former",
        "retired",
        "ex",
        "un",
        "nations",
        "nato",
        "union",
        "league",
        "witnesses",
        "lawyer",
        "rights",
        "council",
        "observatory",
        "resident",
        "residents",
        "analyst",
        "local",
        "human",
        "committees",
        "association",
        "cleric",
        "clerics",
        "church",
        "bishop",
        "tribal",
        "group",
        "network",
    ]
)
_WATCHERS: frozenset[SpeakerKind] = frozenset({"ngo", "witness"})
_OFFICE_WORDS = frozenset(
    {
        "state",
        "official",
        "government",
        "army",
        "police",
        "court",
        "courts",
        "prosecutors",
        "investigators",
        "documents",
        "complaint",
        "affidavit",
        "warrant",
        "indictment",
        "gen",
        "general",
        "col",
        "colonel",
        "lt",
        "maj",
        "capt",
        "sgt",
        "dig",
        "sp",
        "ssp",
        "dsp",
        "chief",
        "superintendent",
        "inspector",
        "commissioner",
        "constable",
        "president",
        "detectives",
    }
)
_ALLEGED = frozenset({"allegedly", "reportedly", "purportedly", "supposedly"})
_PERHAPS = frozenset({"apparently", "possibly", "perhaps", "probably", "likely", "presumably"})
_MAY = frozenset({"may", "might", "could"})
_THOUGHT = frozenset({"believe", "think", "suspect", "say", "allege", "report", "know", "presume", "consider", "accuse"})
_OWN_UP = frozenset({"claim", "admit", "confess", "boast", "acknowledge"})
_ALLEGATIONS = frozenset(
    ["claim", "claims", "allegation", "allegations", "accusation", "accusations", "reports", "rumours", "rumors", "suspicion", "suspicions"]
)
_UNSURE_VERBS = frozenset({"seem", "appear"})
_FOOTINGS: dict[Footing, ResponsibilityStatus] = {
    "authorities": "SUSPECTED OR ACCUSED BY AUTHORITIES",
    "claimed": "CLAIMED OR ADMITTED",
    "denied": "DENIED",
    "acquitted": "ACQUITTED",
}
_PASSED_ON = frozenset({"xcomp", "conj", "advcl", "acl", "ccomp", "agent", "prep", "pobj", "relcl"})
_THE = frozenset({"the", "this", "that", "these", "those"})
_PRONOUNS = frozenset({"he", "she", "it", "they", "his", "her", "their", "who", "which", "that", "we", "i", "one"})
_SEEN = frozenset({"see", "watch", "hear"})  # "witnesses saw soldiers shoot"
_BYSTANDERS: frozenset[SpeakerKind] = frozenset({"ngo", "witness", "medical", "expert"})  # have no men of their own
_OWN = frozenset({"his", "her", "its", "our", "their"})
_CRIMES = frozenset(
    ["murder", "massacre", "kidnap", "abduct", "rape", "torture", "assassinate", "execute", "slaughter", "rob", "steal", "beat", "abuse"]
)  # no force tells of its own men
_OUTSIDE = frozenset(["former", "ex", "retired", "opposition", "exiled", "dissident", "independent", "lawyer", "expert", "analyst"])
_SIGNS = frozenset({"evidence", "indication", "sign", "proof", "suggestion", "reason", "hint", "information"})
_REFUSING = frozenset({"deny", "reject", "refute", "dispute", "doubt", "dismiss"})
_HELD = frozenset({"believe", "think", "have", "see", "find", "suggest", "indicate", "consider", "show", "establish", "prove"})
_NOTHING = frozenset({"nothing", "nobody", "none"})
_CLIMB = 12  # verbs up from the predicate to the one that reports it


@dataclass(frozen=True, slots=True)
class Standing:
    """What becomes of a candidate: status, certainty where the words tell it, and who says it."""

    status: ResponsibilityStatus
    certainty: Certainty | None
    by: Speaker | None


def standing_of(parsed: Parsed, evidence: Span, predicate: Token, footing: Footing | None, phrase: Phrase) -> Standing:
    """The standing of a claim that the outlet or somebody whom it cites makes.

    A frame that names its accuser is settled by `accused_by`.
    """
    by = None if footing is None and _is_taken_as_known(predicate, phrase.head) else source_above(parsed, evidence, predicate)
    if by is not None and by.span is not None and by.span.start <= phrase.head.idx < by.span.end and phrase.head.pos_ != "PRON":
        by = None  # who does a deed in its own clause is not cited for it
    if footing == "possible":
        return Standing("POSSIBLE", "conditional" if _is_under_condition(predicate) else "possible", by)
    if footing in {"acquitted", "authorities"}:
        return Standing("ACQUITTED" if footing == "acquitted" else "SUSPECTED OR ACCUSED BY AUTHORITIES", None, by)
    if any(child.dep_ == "neg" for child in predicate.children) or _is_denied(predicate):
        return Standing("DENIED", "denied", by)
    if by is None and _claims_to(predicate):
        by = speaker_of(phrase.head)
    hedge = _hedge_of(predicate)
    if by is not None:
        own = _same(by.name, phrase.actor.name) or (footing is None and _is_of_one_side(by, predicate, phrase))
        own = own and (phrase.named or not _left_it(by))
        status = "CLAIMED OR ADMITTED" if own else accusation(by)
        return Standing(status, "possible" if hedge == "possible" else None, by)
    if footing == "accused" or phrase.doubted or hedge == "alleged":
        return Standing("SUSPECTED OR ACCUSED", None, None)
    return Standing("POSSIBLE", hedge, None) if hedge else Standing("REPORTED AS FACT", None, None)


def _is_of_one_side(by: Speaker, predicate: Token, phrase: Phrase) -> bool:
    """Whether a force or its command tells of what its own men did: "the army said troops had killed", "the general said his soldiers"."""
    actor = phrase.actor
    if predicate.lemma_.lower() in _CRIMES or actor.kind not in {"police", "military", "armed_group"}:
        return False
    if any(child.dep_ == "poss" and child.lower_ in _OWN for child in phrase.head.children):
        return by.kind not in _BYSTANDERS
    if actor.kind == "armed_group":
        return False
    words = _words(f"{by.role or ''} {by.name}")
    if actor.nationality and actor.nationality.casefold() not in words:
        return False
    return by.kind == actor.kind


def _claims_to(predicate: Token) -> bool:
    """Whether the doer says so himself: "X claimed to have killed five", "X confessed to killing him"."""
    verb = predicate.head.head if predicate.dep_ == "pcomp" else predicate.head
    return predicate.dep_ in {"xcomp", "pcomp"} and verb.lemma_.lower() in _OWN_UP and not is_passive(verb)


def _is_taken_as_known(predicate: Token, actor: Token) -> bool:
    """Whether whose deed it is is not said but taken as known, whoever speaks: "the army bombardment of Q. goes on"."""
    if actor.head != predicate or actor.dep_ not in {"compound", "amod", "nmod", "poss"}:
        return False
    return any(child.lower_ in _THE for child in (*predicate.lefts, *actor.lefts))


def accused_by(by: Speaker, footing: Footing, actor: str) -> Standing | None:
    """The standing of a claim whose own verb names who makes it: "Y blamed X", "X denied it"; None where Y were X."""
    if footing == "accused":
        return None if _same(by.name, actor) else Standing(accusation(by), None, by)
    return Standing(_FOOTINGS[footing], "denied" if footing == "denied" else None, by)


def accusation(by: Speaker) -> ResponsibilityStatus:
    """An accusation by the state, or by anybody else."""
    return "SUSPECTED OR ACCUSED BY AUTHORITIES" if _in_office(by) else "SUSPECTED OR ACCUSED"


def _in_office(by: Speaker) -> bool:
    words = {word.strip(".,'’\"").casefold() for word in f"{by.role or ''} {by.name}".replace("-", " ").split()}
    if words & _NO_OFFICE:
        return False
    return by.kind in _OFFICE or bool(words & _OFFICE_WORDS) or _is_state(by.name)


def _is_state(name: str) -> bool:
    """Whether a name is a country's, or its capital's in its stead: "Canada believes", "Ankara accuses"."""
    return any(place.kind == "country" or place.is_capital for place in lookup(name)[:1])


def speaker_of(token: Token) -> Speaker | None:
    """The speaker whose noun phrase has this head, as plain as the words are."""
    if (
        token.pos_ not in {"NOUN", "PROPN", "ADJ"}
        or token.lower_ in _NOTHING
        or any(child.lower_ in {"no", "neither"} for child in token.children)
    ):
        return None
    first = min((word.left_edge.i for word in token.lefts if word.dep_ not in {"relcl", "punct", "cc", "preconj"}), default=token.i)
    last = max(
        (
            word.right_edge.i
            for word in token.rights
            if word.dep_ in {"prep", "flat", "compound", "appos"}
            and word.right_edge.i - token.i < 12
            and not any(child.dep_ == "pcomp" for child in word.children)
        ),
        default=token.i,
    )
    name = " ".join(token.doc[first : last + 1].text.split())
    kind = kind_of(name)
    if kind is None and token.ent_type_ == "GPE":
        kind = "official"
    return Speaker(name=name, kind=kind) if name else None


def source_above(parsed: Parsed, evidence: Span, predicate: Token) -> Speaker | None:
    """Who is cited for the words: by the attributions of the document, else by the reporting verb over the predicate."""
    covering = [one for one in parsed.attributions if one.covers(evidence) and (one.speaker or one.source) and vouches(parsed, one)]
    if not covering:
        start = Span.of(parsed.text, predicate.idx, predicate.idx + len(predicate))
        covering = [one for one in parsed.attributions if one.covers(start) and (one.speaker or one.source) and vouches(parsed, one)]
    if covering:
        cited = _speaker_in(parsed, min(covering, key=lambda one: sum(piece.end - piece.start for piece in one.content)))
        return None if cited is not None and _is_outlet(cited) else cited
    cited = _reported(predicate) or _according_to(predicate)
    return None if cited is not None and _is_outlet(cited) else cited


def _is_outlet(by: Speaker) -> bool:
    """Whether a paper or agency is cited, which speaks as the outlet does; the media of a state speak for the state, and those who watch
    over human rights for themselves, however their reports are known."""
    words = {word.strip(".,'’\"").casefold() for word in by.name.replace("-", " ").split()}
    return is_outlet(by.name) and not words & _OFFICE_WORDS and kind_of(by.name) not in _WATCHERS


def _speaker_in(parsed: Parsed, attribution: Attribution) -> Speaker | None:
    if attribution.speaker is not None:
        speaker = attribution.speaker
        if speaker.kind is None:
            kind = kind_of(f"{speaker.role or ''} {speaker.name}".strip())
            return Speaker(name=speaker.name, kind=kind, role=speaker.role, span=speaker.span, cue=speaker.cue, via=speaker.via)
        return speaker
    words = attribution.source[0]
    if words.exact.lower() in _PRONOUNS:
        return None
    tokens = parsed.doc.char_span(words.start, words.end, alignment_mode="expand")
    kind = kind_of(words.exact)
    if kind is None and tokens is not None and tokens.root.ent_type_ == "GPE":
        kind = "official"
    return Speaker(name=words.exact, kind=kind, span=words, cue=attribution.cue[0].exact if attribution.cue else None)


def _reported(predicate: Token) -> Speaker | None:
    """The subject of the reporting verb that governs the predicate: "police said that X …", "X …, police said"."""
    token, lemmas = predicate, reporting_lemmas()
    for _ in range(_CLIMB):
        above = token.head
        if above == token:
            break
        if (
            (above.lemma_.lower() in lemmas or above.lemma_.lower() in _SEEN)
            and above.pos_ == "VERB"
            and token.dep_ in {"ccomp", "parataxis", "xcomp"}
            and not is_passive(above)
        ):
            subject = next((child for child in above.children if child.dep_ == "nsubj"), None)
            if subject is not None:
                return speaker_of(subject)
        token = above
    for child in token.children:
        if child.dep_ == "parataxis" and child.lemma_.lower() in lemmas:
            subject = next((word for word in child.children if word.dep_ == "nsubj"), None)
            if subject is not None:
                return speaker_of(subject)
    return None


def _according_to(predicate: Token) -> Speaker | None:
    for word in nearby(predicate):
        if word.lower_ == "according" and word.i + 2 < len(word.doc) and word.nbor(1).lower_ == "to":
            for child in word.nbor(1).children:
                if child.dep_ == "pobj":
                    return speaker_of(child)
    return None


def _hedge_of(predicate: Token) -> Certainty | None:
    """What the words round the predicate take from it: "allegedly", "is believed to have", "may have", "if"."""
    token = predicate
    for _ in range(4):
        hedge = next((found for child in token.children if (found := _hedging(child)) is not None), None)
        above = token.head
        if hedge is not None or above == token or token.dep_ not in _PASSED_ON:
            return hedge
        if token.dep_ == "xcomp" and above.lemma_ in _THOUGHT and (is_passive(above) or above.tag_ == "VBN"):
            return "alleged"
        if (
            above.pos_ == "NOUN"
            and above.lower_ in _ALLEGATIONS
            and (token.dep_ in {"acl", "ccomp", "relcl"} or (token.lower_ == "of" and above.lower_ not in {"claim", "claims"}))
        ):
            return "alleged"
        if token.dep_ == "xcomp" and above.lemma_ in _UNSURE_VERBS:
            return "possible"
        token = above
    return None


def _is_denied(predicate: Token) -> bool:
    """ "X denied that it had attacked the town", "there is no evidence that it did", "he did not believe that it had"."""
    token = predicate
    for _ in range(4):
        above = token.head
        if token.dep_ in {"ccomp", "acl"} and above != token:
            lemma = above.lemma_.lower()
            if lemma in _REFUSING or (lemma == "rule" and any(child.lower_ == "out" for child in above.children)):
                return True
            if lemma in _SIGNS and _is_none(above):
                return True
            if lemma in _HELD and (_is_none(above) or any(child.dep_ == "nsubj" and child.lower_ == "nothing" for child in above.children)):
                return True
        token = above
    return False


def _is_none(word: Token) -> bool:
    """Whether a word is told not to be: "no evidence", "had not seen any", "do not believe"."""
    if any(child.dep_ == "neg" or child.lower_ in {"no", "little"} for child in word.children):
        return True
    governs = word.dep_ in {"dobj", "attr"} and word.head != word
    return governs and any(child.dep_ == "neg" for child in word.head.children)


def _is_under_condition(token: Token) -> bool:
    """ "If the X track is confirmed", "should it be confirmed"."""
    for _ in range(6):
        if any(child.dep_ == "mark" and child.lower_ in {"if", "unless", "whether"} for child in token.children):
            return True
        if any(child.dep_ == "aux" and child.text == "Should" for child in token.children):
            return True
        token = token.head
    return False


def _hedging(child: Token) -> Certainty | None:
    word = child.lower_
    if word in _ALLEGED:
        return "alleged"
    if word in _PERHAPS or (child.dep_ == "aux" and word in _MAY):
        return "possible"
    return "conditional" if child.dep_ == "mark" and word in {"if", "unless", "whether"} else None


def _left_it(by: Speaker) -> bool:
    """Whether a speaker is no longer or not of those of whom he tells: "a former police officer", "an opposition general"."""
    return bool(_words(f"{by.role or ''} {by.name}".replace("-", " ")) & _OUTSIDE)


def _same(one: str, other: str) -> bool:
    """Whether the telling words of one name are all among those of the other."""
    left, right = _words(one), _words(other)
    return bool(left and right) and (left <= right or right <= left)


def _words(name: str) -> set[str]:
    small = {"the", "a", "an", "of", "in", "and", "for", "local", "several"}
    return {word.strip(".,'’\"()").casefold() for word in name.split()} - small - {""}
