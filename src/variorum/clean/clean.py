"""A capture and its bytes → documents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

from variorum.clean.article import Article, read_article
from variorum.clean.composite import split_articles
from variorum.clean.decode import decoded, looks_binary, normalised
from variorum.clean.imprint import Imprint, people_of, when
from variorum.clean.language import language_of
from variorum.clean.markdown import unmarked
from variorum.clean.page import read_page
from variorum.clean.paragraphs import paragraphs_of
from variorum.clean.strand import Strand, collapsed, join
from variorum.edition import edition
from variorum.lexicon.addresses import canonical_address, domain_of
from variorum.lexicon.printed_dates import find_printed_month, parse_printed_date
from variorum.lexicon.sources import source_of
from variorum.model import Capture, Document, Problem, When
from variorum.model.words import Severity

MAKER = "+".join(
    (
        f"variorum-clean-{edition('variorum.clean', 'variorum.lexicon')}",
        f"trafilatura-{version('trafilatura')}",
        f"py3langid-{version('py3langid')}",
    )
)

PAGE, MARKDOWN, ROW = "text/html", "text/markdown", "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """The articles of one capture, none if it has no text, and what went wrong."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True, kw_only=True)
class _Job:
    """One capture while it is cleaned."""

    capture: Capture
    subject: str
    problems: list[Problem] = field(default_factory=list)

    def problem(self, code: str, message: str, severity: Severity = "warning") -> None:
        """Keep a problem of this capture."""
        self.problems.append(Problem(stage="clean", code=code, subject=self.subject, message=message[:300], severity=severity))

    def cleaned(self, documents: Iterable[Document]) -> Cleaned:
        """The result."""
        return Cleaned(documents=tuple(documents), problems=tuple(self.problems))


def clean(capture: Capture, data: bytes, *, file: str | None = None) -> Cleaned:
    """The articles in some bytes: main text only, each with title, byline, dates, outlet and language.

    `capture.media_type` is text/plain, text/markdown, text/html or application/json (a row {id, url, title, publisher, published, text}).
    `file` names the input in problems. `Document.pieces` lead to code points of the decoded bytes (without byte order mark); of a page
    to its source, where the letter of a character reference stands at its "&"; of a row to its `text`.
    """
    job = _Job(capture=capture, subject=file or capture.row or capture.key)
    if capture.media_type == ROW:
        return _clean_row(job, data)
    source, wrong = decoded(data, markup=capture.media_type == PAGE)
    if looks_binary(source):
        job.problem("undecodable", "the bytes are no text, whatever the name of the file says", severity="error")
        return job.cleaned(())
    if wrong:
        job.problem("undecodable", wrong)
    if capture.media_type == PAGE:
        return _clean_page(job, source)
    return _clean_text(job, normalised(source))


def _clean_text(job: _Job, text: Strand) -> Cleaned:
    """Plain text or Markdown: one article, or several between rules."""
    if not text.text.strip():
        job.problem("no_text", "nothing but white space")
        return job.cleaned(())
    if job.capture.media_type == MARKDOWN:
        plain = unmarked(text)
        front = {key: value for key, value in plain.front.items() if value.text.strip()}
        title = collapsed(front["title"]) if "title" in front else plain.title
        lines = plain.lines if title is None else (title, Strand(""), *plain.lines)
        articles = split_articles(lines)
        if title is not None and (articles[0].title is None or articles[0].title.text != title.text):
            articles[0] = read_article(paragraphs_of(plain.lines), title=collapsed(title))
        articles[0] = _over_front(articles[0], _front_imprint(job, front))
    else:
        articles = split_articles(text.lines())
    return job.cleaned(_documents(job, articles))


def _over_front(article: Article, front: Imprint) -> Article:
    """The article with what its front matter says of it."""
    return Article(title=article.title, body=article.body, imprint=front.over(article.imprint), furniture=article.furniture)


def _front_imprint(job: _Job, front: dict[str, Strand]) -> Imprint:
    """Author, outlet and dates of a front matter."""

    def first(*keys: str) -> str | None:
        return next((front[key].text for key in keys if key in front), None)

    author = first("author", "authors", "byline", "by")
    return Imprint(
        byline=people_of(author.strip("[]")) if author else (),
        publisher=first("publisher", "outlet", "source", "site", "publication"),
        published=_stated(job, first("date", "published", "pubdate", "created")),
        modified=_stated(job, first("updated", "modified", "lastmod")),
    )


def _clean_page(job: _Job, source: str) -> Cleaned:
    """A page: one article or none."""
    page = read_page(source, job.capture.address)
    if page is None:
        job.problem("no_text", "no article was found in the page")
        return job.cleaned(())
    for text in page.bad_dates:
        job.problem("bad_date", f"the page gives {text!r} as its date")
    article = read_article(page.paragraphs, title=page.title, known=page.imprint)
    if not article.letters:
        job.problem("no_text", "the page holds a headline and no text")
        return job.cleaned(())
    return job.cleaned(_documents(job, [article], address=page.address))


def _clean_row(job: _Job, data: bytes) -> Cleaned:
    """A row of JSON Lines: its fields, and its text without furniture; it is not split."""
    try:
        row: Any = json.loads(data)
    except (ValueError, RecursionError):
        row = None
    text = row.get("text") if isinstance(row, dict) else None
    if not isinstance(text, str) or not text.strip():
        job.problem("no_text", "the row has no text")
        return job.cleaned(())

    def said(key: str) -> str | None:
        value = row.get(key)
        return " ".join(value.split()) or None if isinstance(value, str) else None

    body = normalised(text)
    given = said("title")
    title = _title_in(body, collapsed(Strand(normalised(given).text))) if given else None
    author = row.get("byline") or row.get("author")
    authors = (
        [author] if isinstance(author, str) else [name for name in author if isinstance(name, str)] if isinstance(author, list) else []
    )
    published = row.get("published")
    known = Imprint(
        byline=tuple(name for field in authors for name in people_of(field)),
        publisher=said("publisher"),
        published=_stated(job, str(published)) if isinstance(published, (str, int)) and str(published).strip() else None,
        modified=_stated(job, said("modified")),
    )
    article = read_article(paragraphs_of(body.lines()), title=title, known=known)
    if not article.letters:
        article = Article(title=title, body=tuple(paragraphs_of(body.lines())), imprint=article.imprint)
    return job.cleaned(_documents(job, [article], address=canonical_address(said("url"))))


def _title_in(body: Strand, title: Strand) -> Strand:
    """The title with its place in the row's text, if the text begins with it."""
    head = collapsed(body.cut(0, len(title) + 80).strip())
    return head.cut(0, len(title)) if head.text.startswith(title.text) else title


def _stated(job: _Job, text: str | None) -> When | None:
    """A date of metadata: a day or instant, a month ("2004-09"), a year; a Problem for anything else."""
    if text is None or not text.strip():
        return None
    value = parse_printed_date(text)
    if value is not None:
        return when(value)
    part = _month_or_year(text.strip())
    if part is None:
        job.problem("bad_date", f"{text!r} is not a date")
    return part


def _month_or_year(text: str) -> When | None:
    """A month or a year as a date of that precision."""
    from calendar import monthrange
    from datetime import date

    numbers = text.split("-")
    try:
        if all(number.isascii() and number.isdigit() for number in numbers) and len(numbers[0]) == 4:
            year, month = int(numbers[0]), int(numbers[1]) if len(numbers) == 2 else None
            if len(numbers) == 1:
                return When(earliest=date(year, 1, 1), latest=date(year, 12, 31), precision=5, how="stated")
            if month is not None:
                return When(earliest=date(year, month, 1), latest=date(year, month, monthrange(year, month)[1]), precision=4, how="stated")
    except ValueError:
        return None
    printed = find_printed_month(text)
    if printed is None or (printed[1], printed[2]) != (0, len(text)):
        return None
    first = printed[0]
    return When(earliest=first, latest=first.replace(day=monthrange(first.year, first.month)[1]), precision=4, how="stated")


def _documents(job: _Job, articles: Sequence[Article], address: str | None = None) -> list[Document]:
    """The documents of the articles that hold text, counted from 1."""
    documents: list[Document] = []
    for article in articles:
        if article.letters or (article.title and len(articles) == 1):
            documents.append(_document(job, article, len(documents) + 1, address))
    if not documents:
        job.problem("no_text", "nothing but furniture was found")
    for document in documents:
        if document.language is None:
            job.problem("unknown_language", f"the language of part {document.part} could not be told")
    return documents


def _document(job: _Job, article: Article, part: int, address: str | None) -> Document:
    """One document: the title, an empty line, and the paragraphs with empty lines between them."""
    body = join(article.body, "\n\n")
    whole = join([article.title, body], "\n\n") if article.title and body else article.title or body
    imprint = article.imprint
    address = address or job.capture.address
    outlet = imprint.publisher or domain_of(address)
    return Document(
        capture=job.capture.key,
        blob=job.capture.blob,
        part=part,
        text=whole.text,
        body_start=len(whole) - len(body),
        pieces=whole.pieces,
        title=article.title.text if article.title else None,
        byline=imprint.byline,
        published=imprint.published,
        modified=imprint.modified,
        language=language_of(whole.text),
        source_row=job.capture.row,
        publisher=imprint.publisher,
        source=source_of(outlet).id if outlet else None,
        copy_credit=imprint.credit,
        address=address,
    )
