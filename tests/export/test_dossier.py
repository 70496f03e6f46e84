import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import accumulate, pairwise

from tests.export import made
from variorum.export.contents import Contents
from variorum.export.dossier import dossier
from variorum.model import Figure, Incident, Span, Speaker, Step

VOID = {"meta", "br", "link", "img", "input", "hr"}


class Page(HTMLParser):
    """A page taken apart: its elements, its ids, where its links lead; fails on an element that is not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words += data

    def of(self, attribute: str) -> list[str]:
        return [value for _, attributes in self.elements if (value := attributes.get(attribute)) is not None]

    @property
    def names(self) -> set[str]:
        return {tag for tag, _ in self.elements}


ONE = dossier([made.SIEGE], made.CONTENTS)
ALL = dossier(made.INCIDENTS, made.CONTENTS)


def test_the_page_is_sound_and_every_link_in_it_leads_somewhere() -> None:
    for text in (ONE, ALL):
        page = Page(text)
        ids = page.of("id")
        assert len(ids) == len(set(ids))
        assert {link[1:] for link in page.of("href") if link.startswith("#")} <= set(ids)
        labels = {name for value in page.of("aria-labelledby") for name in value.split()}
        assert labels <= set(ids)


def test_nothing_is_loaded_and_nothing_runs() -> None:
    for text in (ONE, ALL):
        page = Page(text)
        assert page.names.isdisjoint({"script", "img", "link", "iframe", "object", "embed", "form", "base"})
        assert not page.of("src")
        assert not page.of("style")
        assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
        assert all(link.startswith(("#", "https://", "http://")) for link in page.of("href"))
        assert "url(" not in text
        assert "@import" not in text


def test_the_policy_allows_the_page_its_own_style_only() -> None:
    style = re.search(r"<style>(.*?)</style>", ONE, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policies = [
        attributes["content"] for tag, attributes in Page(ONE).elements if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policies == [f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"]
    assert "</" not in style[1]


def test_the_page_says_how_witnesses_are_counted() -> None:
    for text in (ONE, ALL):
        words = " ".join(Page(text).words.split())
        assert "copies of one text, reports under one agency's credit and reports that quote one speaker count as one" in words
        assert "Figures are claims, not facts." in words
        assert made.CONTENTS.digest in words
        assert "Ivan Example" not in words  # a victim's name


def test_what_holds_for_all_is_said_once_and_what_is_only_mentioned_is_said_so() -> None:
    words = " ".join(Page(ALL).words.split())
    assert words.count("Grades as Airwars gives them") == 1
    assert words.count("Rule “") == 1
    mentioned = words[words.index("No report of the ledger is about these") :]
    assert mentioned.partition("To cite")[0].count("mentioned in 1 report") == 1


def test_each_value_is_one_step_from_its_words() -> None:
    for claim in (made.TWO, made.LATER, made.MORE, made.HELD, made.NINE):
        anchor = claim.key.replace(":", "-")
        assert f'href="#{anchor}"' in ONE
        assert f'id="{anchor}"' in ONE
        assert f"<mark>{claim.evidence[0].exact}</mark>" in ONE


def test_targets_and_weapons_have_a_place_near_type_and_place_and_lead_to_their_words() -> None:
    facts = ONE[ONE.index('<dl class="facts">') : ONE.index("</dl>")]
    assert [re.findall(r"<bdi>([^<]+)</bdi>", row) for row in re.findall(r"<dt>(?:Struck|Weapons)</dt>.*", facts)] == [
        ["school", "children"],
        ["gunfire"],
    ]
    for claim in (made.STRUCK, made.SIEGED, made.GUNFIRE, made.MANY, made.FLAMES):
        assert f'id="{claim.key.replace(":", "-")}"' in ONE
    assert made.TEACHER.key.replace(":", "-") not in ONE


def test_one_incident_is_opened_and_many_are_closed() -> None:
    assert "<details open>" in ONE
    assert " open>" not in ALL
    assert ONE.count("<h1") == ALL.count("<h1") == 1


def test_headings_are_not_skipped() -> None:
    for text in (ONE, ALL):
        levels = [int(tag[1]) for tag, _ in Page(text).elements if re.fullmatch(r"h[1-6]", tag)]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_say_what_their_heads_are_for() -> None:
    heads = [attributes for tag, attributes in Page(ALL).elements if tag == "th"]
    assert heads
    assert all(attributes.get("scope") in ("row", "col", "rowgroup") for attributes in heads)


def test_the_list_of_incidents_comes_in_several_orders_and_what_is_only_mentioned_apart() -> None:
    tables = re.findall(r'<table class="incidents" id="([^"]+)">(.*?)</table>', ALL, re.DOTALL)
    assert [name for name, _ in tables] == ["by-date", "by-number-killed", "by-number-of-reports", "by-title"]
    order = [re.findall(r"<bdi>([^<]+)</bdi>", body) for _, body in tables]
    assert order[0] == ["Hostage-taking, Beslan, 1 September 2004", "Arson, Harlow"]
    assert order[3] == ["Arson, Harlow", "Hostage-taking, Beslan, 1 September 2004"]
    assert "Only mentioned" in ALL


def test_no_incident_is_a_page_too() -> None:
    assert "No incidents yet." in Page(dossier([], Contents(documents={}, claims=()))).words


def hostile(claims: int) -> tuple[Incident, Contents]:
    sentences = [f"In all {n + 1} people <b>died</b> \u202e431\u202c {'W' * 300 if n == 3 else ''}." for n in range(claims)]
    document = made.document(
        "</title><script>alert(1)</script>",
        " ".join(sentences),
        outlet='"><img src=x onerror=alert(1)>',
        day=date(2004, 9, 1),
        address='https://x.example/"><script>alert(1)</script>',
    )
    account = made.account(document, "In all 1 people", main=True)
    speaker = Speaker(name="<i>somebody</i>\u202e", kind="official", via="<u>")
    first = made.claim(document, account, "In all 1 people", made.people("killed", 1), said_by=speaker)
    starts = accumulate((len(sentence) + 1 for sentence in sentences), initial=document.body_start)
    held = [
        replace(first, value=made.people("killed", n + 1), evidence=(Span.of(document.text, at, at + len(f"In all {n + 1} people")),))
        for n, at in zip(range(claims), starts, strict=False)
    ]
    keys = [claim.key for claim in held]
    steps = [Step(outlet=f"<{n % 40}>", at=f"2004-09-{1 + n % 28:02}", low=n + 1, high=None, claims=(key,)) for n, key in enumerate(keys)]
    figure = Figure(
        category="killed", low=1, best=1, high=None, rule="range", reports=1, claims=tuple(keys), trajectory=tuple(steps)
    )  # fmt: skip
    incident = replace(
        made.ARSON, id=account.key, title="<script>alert(1)</script>", accounts=(account.key,), documents=(document.key,), figures=(figure,)
    )  # fmt: skip
    contents = Contents(documents={document.key: document}, claims=tuple(held), accounts=(account,), incidents=(incident,), digest="0" * 64)
    return incident, contents


def test_other_peoples_words_stay_words() -> None:
    incident, contents = hostile(60)
    page = Page(dossier([incident], contents))
    assert page.names.isdisjoint({"script", "img", "i", "u"})
    assert "\u202e" not in page.words
    assert "[U+202E]431[U+202C]" in page.words


def test_very_many_claims_make_a_page_that_begins_closed() -> None:
    incident, contents = hostile(10_000)
    page = dossier([incident], contents)
    assert "10,000 claims" in page
    assert "<details open>" not in page
    assert len(page) < 25e6
