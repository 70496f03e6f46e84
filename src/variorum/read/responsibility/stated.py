"""A claim of responsibility for an actor and a word that are known to make one, however they are put together."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from variorum.lexicon.blame import blame_verbs
from variorum.lexicon.speech import reporting_lemmas
from variorum.model import ResponsibilityValue, Speaker
from variorum.model.words import ResponsibilityStatus
from variorum.read.attributions.speakers import Speakers
from variorum.read.finding import Finding
from variorum.read.parsed import Parsed
from variorum.read.responsibility.actors import actor_at
from variorum.read.responsibility.clauses import Candidate
from variorum.read.responsibility.deeds import ends_a_deed
from variorum.read.responsibility.extent import evidence_of
from variorum.read.responsibility.named import Named
from variorum.read.responsibility.own import is_own_man, of_own_men, rejects_a_boast
from variorum.read.responsibility.standing import source_above, speaker_of, standing_of
from variorum.read.responsibility.suits import goes_to_court
from variorum.read.responsibility.worth import STATE, is_accident

_ACCUSED: frozenset[ResponsibilityStatus] = frozenset({"SUSPECTED OR ACCUSED", "SUSPECTED OR ACCUSED BY AUTHORITIES", "ACQUITTED"})
_INSIDE = frozenset({"poss", "compound", "nmod", "amod", "pobj", "prep", "appos"})
_TIES = frozenset({"tie", "link", "loyalty", "closeness", "support", "opposition"})
_MEMBERS = frozenset({"member", "supporter", "follower", "operative", "sympathiser", "sympathizer"})
_DEEP = 6  # words from the end of a noun phrase to its head
_OWN_WORD: frozenset[ResponsibilityStatus] = frozenset({"CLAIMED OR ADMITTED", "DENIED"})


@dataclass(frozen=True, slots=True)
class Stating:
    """Makes findings for the actors of one text."""

    parsed: Parsed
    named: Named

    def finding(self, actor: Token, predicate: Token, status: ResponsibilityStatus, score: float) -> Finding | None:
        """The finding for an actor's head word and the word that governs it; None where the words name nobody."""
        phrase = actor_at(actor, self.named, blamed=True)
        if phrase is None or not phrase.actor.name or _blames(actor) or _is_motive(actor, predicate) or _is_whose_member(actor):
            return None
        if (
            _describes_men_of(actor)
            or phrase.bare
            or is_accident(predicate)
            or _is_counterfactual(predicate)
            or ends_a_deed(actor, predicate)
            or goes_to_court(actor)
            or (status == "REPORTED AS FACT" and _is_struck(actor, predicate))
        ):
            return None  # "people were arrested for it", "two planes collided", "had the army withdrawn, they would have lived"
        if status == "REPORTED AS FACT" and not (phrase.named or (phrase.actor.kind in STATE and not phrase.owned)):
            return None  # "gunmen opened fire", "its soldiers fought" say nothing of who they were
        if (status == "DENIED" and rejects_a_boast(predicate)) or self._is_claimed_for(actor, predicate):
            return None
        evidence = evidence_of(self.parsed, Candidate(actor, predicate, None), phrase)
        told = standing_of(self.parsed, evidence, predicate, None, phrase).status
        if told in _ACCUSED and status in _ACCUSED:
            status = told  # whether it is the state that accuses, rules know better
        by: Speaker | None = None
        if status in _ACCUSED | _OWN_WORD:
            by = source_above(self.parsed, evidence, predicate)
        if by is None and (status == "CLAIMED OR ADMITTED" or (status == "DENIED" and _denies(predicate))):
            by = speaker_of(phrase.head)
        if status == "DENIED" and by is None:
            return None
        return Finding(
            property="responsibility",
            value=ResponsibilityValue(actor=phrase.actor, status=status),
            evidence=(evidence,),
            said_by=by,
            certainty="denied" if status == "DENIED" else "possible" if status == "POSSIBLE" else None,
            score=score,
        )

    def _is_claimed_for(self, actor: Token, predicate: Token) -> bool:
        """Whether a group claims what its own men did: that is said of the group."""
        own = Candidate(actor, predicate, None)
        return is_own_man(actor) and of_own_men(own, self.named, Speakers(self.parsed)).by is not None


def _is_counterfactual(verb: Token) -> bool:
    """Whether a verb tells what did not happen: "had" stands before its subject, and nothing is asked."""
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    turned = subject is not None and any(child.dep_ == "aux" and child.lower_ == "had" and child.i < subject.i for child in verb.children)
    return turned and verb.tag_ == "VBN"


def _denies(predicate: Token) -> bool:
    """Whether the subject of a word denies by it: "denied", "told the court that he had not"."""
    lemmas = {word.lemma_.lower() for word in (predicate, *predicate.children) if word == predicate or word.dep_ == "xcomp"}
    return bool(lemmas & reporting_lemmas()) or any(frame.footing == "denied" for lemma in lemmas for frame in blame_verbs().get(lemma, ()))


def _is_struck(actor: Token, predicate: Token) -> bool:
    """ "Fired at three policemen": they did not."""
    return actor.dep_ == "pobj" and actor.head.lower_ in {"at", "on", "upon"} and actor.head.head == predicate and predicate.pos_ == "VERB"


def _is_motive(actor: Token, predicate: Token) -> bool:
    """Whether somebody stands in what a deed was done for: "because of his ties to the Q. government"."""
    word = actor
    for _ in range(_DEEP):
        if word in (predicate, word.head):
            return False
        word = word.head
        if word.lower_ == "because" or word.lemma_.lower() in _TIES:
            return True
    return False


def _is_whose_member(actor: Token) -> bool:
    """ "Ada Low, a member of X, was found guilty": she was, and not X."""
    if actor.dep_ != "pobj" or actor.head.lower_ != "of":
        return False
    member = actor.head.head
    return member.lemma_.lower() in _MEMBERS and member.dep_ == "appos" and member.head.pos_ == "PROPN"


def _describes_men_of(actor: Token) -> bool:
    """ "Islamist militants of X": what kind of men they are, and whose is said behind them."""
    if actor.dep_ not in {"amod", "compound", "nmod"} or actor.head.tag_ != "NNS":
        return False
    return any(noun.pos_ == "PROPN" for link in actor.head.children if link.lower_ == "of" for noun in link.children)


def _blames(actor: Token) -> bool:
    """Whether somebody blames another: "each side blames", "the head of X's police has accused Y"."""
    word = actor
    for _ in range(_DEEP):
        if word.dep_ not in _INSIDE:
            break
        word = word.head
    frames = blame_verbs().get(word.head.lemma_.lower(), ())
    return word.dep_ == "nsubj" and any(frame.footing == "accused" for frame in frames)
