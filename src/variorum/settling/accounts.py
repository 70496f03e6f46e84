"""Accounts filed to be compared, kept up with what is told; and the incidents among those that a change touched."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from math import inf

from variorum.model import Link, Problem, Told
from variorum.reckon.judged import Pair as Decision
from variorum.resolve import profiles_of
from variorum.resolve.component import Component, solve
from variorum.resolve.filing import NEARNESS
from variorum.resolve.marks import UNDATED, day_of, marks_of, may_be_one
from variorum.resolve.pairs import NEAREST, SUGGEST, Asking, Near, joining, joins, link_between, odds_between
from variorum.resolve.profile import Profile
from variorum.resolve.shelf import pack, unpack
from variorum.settling.keeping import Keeping, components_around, joined_by
from variorum.store.filed import FiledAccount, Files, Pair, number_of


@dataclass(slots=True)
class Moves:
    """What became of incidents.

    `made` are those to be reckoned anew, by id; `gone` the ids of which what was reckoned no longer holds; `moved` the accounts of which it
    may have changed with whom they are one incident, or what a person is asked; `looked_at` all accounts that were resolved, and
    `problems` where people contradict each other about them.
    """

    made: dict[str, tuple[str, ...]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)
    looked_at: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


class Accounts:
    """The filed accounts of a ledger and what people said of pairs of them."""

    def __init__(self, files: Files, decided: Sequence[Decision]) -> None:
        self._files = files
        self._index = files.account_index
        self._known: dict[int, FiledAccount] = {}
        self._profiles: dict[str, Profile] = {}
        self._keeping = Keeping(self._index, NEARNESS, self._known_of, self._weigh)
        self._decided = decided
        self._joined = joined_by(decided, "same")
        self._touched: set[str] = set()
        self._left: set[str] = set()  # incidents that lost an account
        self.taken_out: set[str] = set()
        self._sizes: dict[str, int] = {}  # of incidents, and the pairs of accounts, when all is noted
        self._nearby: dict[int, list[Near]] = {}
        self._best: dict[int, float] = {}  # the highest odds of a pair of each number, when all is filed

    # ------------------------------------------------------------ filing

    def refile(self, documents: Iterable[str], told: Iterable[Told]) -> None:
        """Let the accounts of some documents, current or not, be those told; what is filed of them otherwise is taken out."""
        was = {each.key: each for each in self._files.accounts_of(documents)}
        now = {each.key: each for each in filed_accounts(told)}
        same = {key for key, each in now.items() if key in was and replace(was[key], incident=None) == each}
        for key in sorted(was.keys() - same):
            self._take_out(was[key])
        for key in sorted(now.keys() - same):
            self._put_in(now[key])
        self._touched |= now.keys()

    def _take_out(self, account: FiledAccount) -> None:
        self._files.drop_accounts([account.key])
        self.taken_out.add(account.key)
        if account.incident is not None:
            self._left.add(account.incident)
        if account.packed is not None:
            self._keeping.leave(account)
        self._known.pop(number_of(account.key), None)
        self._profiles.pop(account.key, None)

    def _put_in(self, account: FiledAccount) -> None:
        self._files.put_accounts([account])
        self._known[number_of(account.key)] = account
        if account.packed is not None:
            self._keeping.enter(account)

    def _known_of(self, numbers: Set[int]) -> Mapping[int, FiledAccount]:
        """What is known, these and others: they are looked up at once."""
        if missing := numbers - self._known.keys():
            self._known.update({each.at[1]: each for each in self._files.accounts_numbered(sorted(missing))})
        return self._known

    def _filed(self, number: int) -> FiledAccount:
        return self._known_of({number})[number]

    def _weigh(self, near: Iterable[tuple[FiledAccount, FiledAccount, int]]) -> Iterator[Pair | None]:
        for left, right, rows in near:
            compared = left.document != right.document and may_be_one(rows, left.day, right.day)
            odds = odds_between(self.profile(left.key), self.profile(right.key)) if compared else -inf
            yield (left.at[1], right.at[1], odds, None) if odds >= NEAREST else None

    # ------------------------------------------------------------ incidents

    def resolve(self) -> Moves:
        """Find the incidents among all that was touched, and note them."""
        seeds = self._touched | {each.key for each in self._files.accounts_numbered(self._brought_or_taken())}
        found: dict[str, FiledAccount] = {}
        groups: list[tuple[str, ...]] = []
        moves, files = Moves(), self._files
        for accounts in components_around(
            seeds, filed=files.accounts, numbered=files.accounts_numbered, beside=self._beside, company=self._companions
        ):
            found |= accounts
            solved, problems = self._solve(accounts)
            groups += solved
            moves.problems += problems
        moves.looked_at = set(found)
        self._note(groups, found, moves)
        return moves

    def _brought_or_taken(self) -> set[int]:
        """The accounts of all pairs by which incidents may grow together now and could not before, or the other way round."""
        changed = {pair: each for pair, each in self._keeping.changed.items() if each.most > 0}
        numbers = {number for pair in changed for number in pair}
        now = {(left, right): odds for left, right, odds, _ in self._index.pairs_of(numbers, above=0)}
        was = {pair: odds for pair, odds in now.items() if pair not in changed}
        was |= {pair: each.was for pair, each in changed.items() if each.was > 0}
        best = self._index.best_of({number for pair in now.keys() | was.keys() for number in pair} - numbers)
        return {number for pair in {*joining(was, best)} ^ {*joining(now, best)} for number in pair}

    def _companions(self, accounts: Iterable[FiledAccount]) -> set[str]:
        """All accounts of the incidents that these were in, and that lost an account."""
        incidents = {each.incident for each in accounts if each.incident is not None} | self._left
        return {each.key for each in self._files.accounts_in(incidents)}

    def _beside(self, numbers: set[int]) -> set[int]:
        """Those with which some may be one incident, by a pair or a person's word."""
        pairs = set(self._index.pairs_of(numbers, above=0))
        best = self._best
        best.update(self._index.best_of({number for pair in pairs for number in pair[:2]} - best.keys()))
        joined = (pair for pair in pairs if joins(pair[2], best[pair[0]], best[pair[1]]))
        found = {number for pair in joined for number in pair[:2]}
        return found | {number for each in numbers for number in self._joined.get(each, ())}

    def _solve(self, accounts: Mapping[str, FiledAccount]) -> tuple[list[tuple[str, ...]], list[Problem]]:
        component = Component(
            documents={key: each.document for key, each in accounts.items()},
            compared=frozenset(key for key, each in accounts.items() if each.packed is not None),
            near=self.near_among(accounts),
            decided=self.decided_among(accounts),
        )
        self._known.update({each.at[1]: each for each in accounts.values()})
        return solve(component, self.profile)

    def _note(self, groups: Sequence[tuple[str, ...]], accounts: Mapping[str, FiledAccount], moves: Moves) -> None:
        """Note the incidents of some accounts, and what is new about them."""
        was: dict[str, set[str]] = defaultdict(set)
        for each in accounts.values():
            if each.incident is not None:
                was[each.incident].add(each.key)
        heir = _heirs(groups, accounts)
        for group in groups:
            members, id = set(group), group[0]
            if was.get(id) == members and id not in self._left and self._touched.isdisjoint(members):
                continue
            moves.made[id] = group
            stayed = max((was[old] & members for old, new in heir.items() if new == id), key=len, default=set[str]())
            moves.moved |= members - stayed
            moves.moved |= {key for key in stayed if 1 in (len(members), len(was[accounts[key].incident or ""]))}
        moves.moved |= self._touched & accounts.keys()  # people may have said something of their pairs
        moves.gone = ({*was, *self._left} - {group[0] for group in groups}) | moves.made.keys()
        changed = {key: group[0] for group in groups for key in group if accounts[key].incident != group[0]}
        self._files.set_incidents(changed)
        for key, incident in changed.items():
            self._known[number_of(key)] = replace(accounts[key], incident=incident)

    def relinked(self, made: Collection[str]) -> list[tuple[str, ...]]:
        """The incidents that stay as they were, but some of whose pairs came or went: other links may hold them together."""
        numbers = {number for pair, each in self._keeping.changed.items() if each.most >= SUGGEST for number in pair}
        incident_of = {each.at[1]: each.incident for each in self._files.accounts_numbered(sorted(numbers))}
        homes = {incident_of.get(left) for left, right in self._keeping.changed if incident_of.get(left) == incident_of.get(right)}
        return self._files.groups(home for home in homes if home is not None and home not in made)

    # ------------------------------------------------------------ pairs

    def profile(self, key: str) -> Profile:
        """What an account is compared by."""
        if key not in self._profiles:
            packed = self._filed(number_of(key)).packed
            assert packed is not None, "only what is compared is asked for"
            self._profiles[key] = unpack(packed)
        return self._profiles[key]

    def near_among(self, keys: Collection[str]) -> list[Near]:
        """The pairs of which both are among these."""
        key_of = {number_of(key): key for key in keys}
        return sorted(Near(key_of[left], key_of[right], odds) for left, right, odds, _ in self._index.pairs_among(key_of))

    def decided_among(self, keys: Collection[str]) -> list[Decision]:
        """What people said of pairs of which both are among these."""
        return [each for each in self._decided if each.left in keys and each.right in keys]

    def questions(self, moved: Iterable[str]) -> tuple[set[str], set[tuple[str, str]], list[Link]]:
        """The accounts and single pairs of which it may have changed whether a person is asked, and all pairs of theirs to ask about.

        Of an account that is in company only its own move, and changes of its pairs, count; one that stands alone may have another nearest.
        """
        movers = {number_of(key) for key in moved}
        beside = {number for pair in self._index.pairs_of(movers) for number in pair[:2]}
        changed = {number for pair in self._keeping.changed for number in pair}
        self._learn(movers | beside | changed)
        wanted = {each for each in movers if each in self._known} | {each for each in beside | changed if self._is_alone(each)}
        asking = Asking(
            near_of=self._near_of,
            group_of=lambda key: self._filed(number_of(key)).incident or key,
            is_alone=lambda key: self._is_alone(number_of(key)),
            decided={(each.left, each.right): each for each in self._decided},
        )
        accounts = sorted(self._known[number].key for number in wanted if self._known[number].packed is not None)
        found = set(asking.about(accounts))
        single = [pair for pair in self._keeping.changed if wanted.isdisjoint(pair) and self._known.keys() >= set(pair)]
        for left, right in single:
            pair = self._index.pair(left, right)
            if pair is not None and asking.asks(near := self._near(pair)):
                found.add(near)
        links = [link_between(self.profile(each.left), self.profile(each.right)) for each in sorted(found)]
        return set(accounts), {(self._known[left].key, self._known[right].key) for left, right in single}, links

    def _learn(self, numbers: Iterable[int]) -> None:
        """Look up what is filed, and how large the incidents are, of many at once."""
        self._known.update({each.at[1]: each for each in self._files.accounts_numbered(sorted(numbers))})
        incidents = {self._known[number].incident for number in numbers if number in self._known}
        self._sizes.update(self._files.sizes_of(incident for incident in incidents if incident is not None))

    def _is_alone(self, number: int) -> bool:
        if number not in self._known:
            self._learn([number])
        account = self._known.get(number)
        if account is None or account.incident is None:
            return account is not None
        if account.incident not in self._sizes:
            self._learn([number])
        return self._sizes[account.incident] == 1

    def _near_of(self, key: str) -> list[Near]:
        number = number_of(key)
        if number not in self._nearby:
            pairs = list(self._index.pairs_of([number]))
            unknown = {each for pair in pairs for each in pair[:2]} - self._known.keys()
            if unknown:
                self._learn(unknown)
            self._nearby[number] = [self._near(pair) for pair in pairs]
        return self._nearby[number]

    def _near(self, pair: Pair) -> Near:
        return Near(self._filed(pair[0]).key, self._filed(pair[1]).key, pair[2])


def by_document(told: Iterable[Told]) -> dict[str, list[Told]]:
    """Accounts by the keys of their documents."""
    found: dict[str, list[Told]] = defaultdict(list)
    for each in told:
        found[each.document.key].append(each)
    return found


def filed_accounts(told: Iterable[Told]) -> Iterator[FiledAccount]:
    """Accounts as they are filed; all those of a document must be among them."""
    for document, accounts in by_document(told).items():
        profiles = {each.key: each for each in profiles_of(accounts)}
        yield from (filed_account(key, document, profiles.get(key)) for key in sorted(each.key for each in accounts))


def filed_account(key: str, document: str, profile: Profile | None) -> FiledAccount:
    """An account as it is filed; without a profile it is not compared."""
    if profile is None:
        return FiledAccount(key=key, document=document, day=UNDATED)
    return FiledAccount(key=key, document=document, day=day_of(profile), marks=tuple(sorted(marks_of(profile))), packed=pack(profile))


def _heirs(groups: Iterable[tuple[str, ...]], accounts: Mapping[str, FiledAccount]) -> dict[str, str]:
    """For the id of each former incident that of the one which holds most of its accounts now."""
    shares: dict[str, Counter[str]] = defaultdict(Counter)
    for group in groups:
        for key in group:
            if (was := accounts[key].incident) is not None:
                shares[was][group[0]] += 1
    return {was: min(counts, key=lambda id: (-counts[id], id)) for was, counts in shares.items()}
