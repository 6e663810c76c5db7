"""Rate limits, as Discord counts and reports them."""

from __future__ import annotations

from time import time
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from .wire import ApiError

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEPT_BUCKETS = 10_000
_INTERACTIONS = ("POST /interactions/", "POST /webhooks/", "PATCH /webhooks/", "GET /webhooks/")


class Rule(NamedTuple):
    """So many requests in so many seconds."""

    limit: int
    seconds: float


GENEROUS: Mapping[str, Rule] = {"*": Rule(1_000, 1.0)}
"""Headers on everything, and limits that nobody meets."""

DISCORD: Mapping[str, Rule] = {
    "POST /channels/{}/messages": Rule(5, 5.0),
    "PATCH /channels/{}/messages/{}": Rule(5, 5.0),
    "DELETE /channels/{}/messages/{}": Rule(5, 1.0),
    "GET /channels/{}/messages/{}": Rule(5, 5.0),
    "POST /channels/{}/typing": Rule(5, 5.0),
    "POST /webhooks/{}/{}": Rule(5, 2.0),
    "PATCH /webhooks/{}/{}/messages/{}": Rule(5, 2.0),
    "*": Rule(50, 1.0),
}
"""About what Discord was seen to report."""


class Bucket:
    """What is left of a rule for one channel, guild or token."""

    __slots__ = ("left", "resets_at", "rule")

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.left = rule.limit
        self.resets_at = 0.0


class RateLimits:
    """Count requests by route and major parameter; ``*`` is the rule of every other route.

    The answers to interactions have no limit but one that names their route.
    ``everywhere`` is the limit a second over all routes, None for none.
    """

    def __init__(self, rules: Mapping[str, Rule], everywhere: int | None = None) -> None:
        self.rules = rules
        self.everywhere = everywhere
        self.refused = 0
        """How many requests got a 429 from here."""
        self._buckets: dict[tuple[str, str], Bucket] = {}
        self._second = 0
        self._in_second = 0

    def take(self, route: str, major: str) -> dict[str, str]:
        """Count a request and give the headers for its answer; raises ApiError at the limit."""
        now = time()
        interactions = route.startswith(_INTERACTIONS)
        if self.everywhere is not None and not interactions:
            self._take_everywhere(now)
        rule = self.rules.get(route) or (None if interactions else self.rules.get("*"))
        if rule is None:
            return {}
        bucket = self._buckets.get((route, major))
        if bucket is None:
            if len(self._buckets) >= _KEPT_BUCKETS:
                self._sweep(now)
            bucket = self._buckets[route, major] = Bucket(rule)
        if now >= bucket.resets_at:
            bucket.left, bucket.resets_at = rule.limit, now + rule.seconds
        wait = bucket.resets_at - now
        limited = bucket.left == 0
        bucket.left -= not limited
        headers = {
            "X-RateLimit-Limit": str(rule.limit),
            "X-RateLimit-Remaining": str(bucket.left),
            "X-RateLimit-Reset": f"{bucket.resets_at:.3f}",
            "X-RateLimit-Reset-After": f"{wait:.3f}",
            "X-RateLimit-Bucket": f"{crc32(route.encode()):08x}",
        }
        if limited:
            self.refused += 1
            raise rate_limited(wait, headers | {"X-RateLimit-Scope": "user"})
        return headers

    def _take_everywhere(self, now: float) -> None:
        if int(now) != self._second:
            self._second, self._in_second = int(now), 0
        self._in_second += 1
        assert self.everywhere is not None
        if self._in_second > self.everywhere:
            self.refused += 1
            raise rate_limited(self._second + 1 - now, {}, everywhere=True)

    def _sweep(self, now: float) -> None:
        self._buckets = {
            key: bucket for key, bucket in self._buckets.items() if bucket.resets_at > now
        }


def rate_limited(
    retry_after: float, headers: Mapping[str, str], *, via: bool = True, everywhere: bool = False
) -> ApiError:
    """Build a 429; ``retry_after`` is in seconds."""
    sent = {"Retry-After": str(max(1, round(retry_after))), **headers}
    if via:
        sent["Via"] = "1.1 google"
    if everywhere:
        sent |= {"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}
    return ApiError(
        429,
        0,
        "You are being rate limited.",
        extra={"retry_after": round(retry_after, 3), "global": everywhere},
        headers=sent,
    )
