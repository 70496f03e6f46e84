"""Web addresses in one canonical form, so that the same page is the same page."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

# Parameters that say how a reader came to the page, never which page it is.
_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|gclsrc|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|cmpid|cmp|ocid|ito|ncid|smid|smtyp|sref|ref_src|ref_url"
    r"|spm|wt_mc|_ga|_gl|_hsenc|_hsmi|mkt_tok|at_\w+|xtor|partner|share|taid|guccounter|guce_\w+)",
    re.IGNORECASE,
)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_SAFE = "/%:@!$&'()*+,;=~-._"


def canonical_address(address: str | None) -> str | None:
    """The address with scheme and host in lower case, no default port, fragment or tracking parameter; None if it is none of the web."""
    try:
        parts = urlsplit((address or "").strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or not host or any(sign.isspace() for sign in host):
        return None
    place = host.rstrip(".") if ":" not in host else f"[{host}]"
    if port and port != _DEFAULT_PORTS[scheme]:
        place += f":{port}"
    return urlunsplit((scheme, place, quote(parts.path, safe=_SAFE) or "/", _without_tracking(parts.query), ""))


def domain_of(address: str | None) -> str | None:
    """The host of an address without "www."; None for what is no web address."""
    canonical = canonical_address(address)
    host = urlsplit(canonical).hostname if canonical else None
    return re.sub(r"^(?:www\d?|m|mobile|amp)\.(?=.*\.)", "", host) if host else None


def _without_tracking(query: str) -> str:
    """The query as it is unless it holds a tracking parameter: rewriting the others could change the page that they name."""
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _TRACKING.fullmatch(name)]
    return query if len(kept) == len(pairs) else urlencode(kept)
