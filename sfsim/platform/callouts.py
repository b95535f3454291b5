"""Callouts: when the platform allows one, and the replaceable transport that performs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from sfsim.platform.limits.table import EntryKind
from sfsim.platform.transaction import Transaction
from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import CalloutException, TypeException

UNCOMMITTED_WORK: Final = (
    "You have uncommitted work pending. Please commit or rollback before calling out"
)
OPEN_SAVEPOINTS: Final = "All active Savepoints must be released before making callouts."
FROM_TRIGGER: Final = "Callout from triggers are currently not supported."
FROM_SCHEDULED: Final = "Callout from scheduled Apex not supported."
NOT_ENABLED: Final = (
    "Callout not allowed from this future method. Please enable callout by annotating the future"
    " method. eg: @Future(callout=true)"
)
NO_MOCK: Final = "Methods defined as TestMethod do not support Web service callouts"
SIZE_MAX: Final = 6_000_000
SIZE_MAX_ASYNCHRONOUS: Final = 12_000_000
TOO_LARGE: Final = "Exceeded max size limit of {limit} with {part} size {size}"
"""Bytes of one request or response. The text is recorded for responses, inferred for requests.

Source: Apex Developer Guide, "Callout Limits and Limitations"."""

RELEASE_SAVEPOINT_VERSION: Final = 60.0


@dataclass(frozen=True, slots=True)
class CalloutRequest:
    """An outbound HTTP request. Header names keep their case; `body` is what goes on the wire."""

    method: str
    endpoint: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    timeout_ms: int = 10_000


@dataclass(frozen=True, slots=True)
class CalloutResponse:
    """The answer to a callout."""

    status_code: int
    status: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


class Transport(Protocol):
    """Performs callouts: a mock in process, or the network."""

    def send(self, request: CalloutRequest) -> CalloutResponse:
        """Answers the request.

        Raises:
            CalloutException: the request could not be answered (timeout, connection refused).
        """
        ...


class NoTransport:
    """The transport of an org that nothing is connected to."""

    def send(self, request: CalloutRequest) -> CalloutResponse:
        """Refuses every request. Raises CalloutException."""
        raise CalloutException(
            f"Unauthorized endpoint, please check Setup->Security->Remote site settings."
            f" endpoint = {request.endpoint}"
        )


class HTTPTransport:
    """Sends callouts over the network; redirects are not followed, as on the platform."""

    def send(self, request: CalloutRequest) -> CalloutResponse:
        """Performs the request. Raises CalloutException when there is no answer."""
        import httpx  # heavy, and needed only by orgs that talk to real servers

        try:
            response = httpx.request(
                request.method,
                request.endpoint,
                headers=list(request.headers),
                content=request.body or None,
                timeout=request.timeout_ms / 1000,
                follow_redirects=False,
            )
        except httpx.TimeoutException as error:
            raise CalloutException("Read timed out") from error
        except httpx.HTTPError as error:
            raise CalloutException(str(error)) from error
        headers = tuple(response.headers.multi_items())
        return CalloutResponse(
            response.status_code, response.reason_phrase, headers, response.content
        )


def check_callout(transaction: Transaction, caller: Caller) -> None:
    """Applies the rules for a callout made now, then counts it.

    Raises:
        CalloutException: uncommitted work, an open savepoint, a trigger, or a job that was not
            enabled for callouts.
        LimitException: too many callouts.

    Source: Apex Developer Guide, "Callout Limits and Limitations" and "Transaction Control".
    """
    if any(not context.is_event for context in transaction.triggers):
        raise CalloutException(FROM_TRIGGER)
    if transaction.entry_kind is EntryKind.SCHEDULED:
        raise CalloutException(FROM_SCHEDULED)
    if not transaction.allows_callouts:
        raise CalloutException(NOT_ENABLED)
    if transaction.work.is_pending:
        raise CalloutException(UNCOMMITTED_WORK)
    if transaction.work.savepoints_open:
        is_new = caller.api_version >= RELEASE_SAVEPOINT_VERSION
        raise CalloutException(OPEN_SAVEPOINTS if is_new else UNCOMMITTED_WORK)
    transaction.limits.charge("callouts", 1, caller)


def check_size(transaction: Transaction, part: str, body: bytes) -> None:
    """Refuses a 'request' or 'response' that is too large. Raises CalloutException."""
    limit = SIZE_MAX_ASYNCHRONOUS if transaction.entry_kind.is_asynchronous else SIZE_MAX
    if len(body) > limit:
        raise CalloutException(TOO_LARGE.format(limit=limit, part=part, size=len(body)))


def refuse_without_mock(transaction: Transaction) -> None:
    """What a test gets that calls out with no mock set. Raises TypeException in tests."""
    if transaction.is_test:
        raise TypeException(NO_MOCK)
