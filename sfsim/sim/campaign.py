"""The main job as a scenario: a campaign from its recipients to the last status, on one org.

The TFS package is deployed, configured and given its messages; everything after that is the
package's own Apex, run by the simulated platform against the mock Twilio.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, TypeVar

from sfsim.org.execution import TransactionReport
from sfsim.org.org import Org
from sfsim.platform.limits.table import BY_KEY, EntryKind, Status
from sfsim.sim.bundled import tfs_package
from sfsim.sim.recipients import Recipient
from sfsim.sim.simulation import Simulation
from sfsim.sim.twilio_transport import TwilioTransport
from sfsim.twilio.accounts import Account
from sfsim.twilio.sids import sid
from sfsim.twilio.state import TwilioState

T = TypeVar("T")

SENDER: Final = "+15017122661"
BODY: Final = "Hello {name}, our spring sale starts on Friday. Reply STOP to opt out."
ROWS_PER_TRANSACTION_MAX: Final = 10_000
"""The DML row limit of a transaction; the trigger itself writes no rows."""

QUERY_ROWS_MAX: Final = 10_000
"""Read at once for the summary."""

FINGERPRINT_DIGITS: Final = 16

Progress = Callable[[str, int, int], None]
"""Called with a stage ('inserted' or 'sent'), how many messages it has, and how many there are."""


@dataclass(frozen=True, slots=True)
class JobRun:
    """One asynchronous job that ran: what it used, and when it ended after the start of the run."""

    number: int
    kind: str
    callouts: int
    queries: int
    dml_rows: int
    cpu_ms: int
    ended: datetime.timedelta
    succeeded: bool


@dataclass(frozen=True, slots=True)
class Peak:
    """The closest that any transaction came to one governor limit."""

    title: str
    used: int
    limit: int
    transaction: str

    @property
    def share(self) -> float:
        """The part of the limit that was used."""
        return self.used / self.limit


@dataclass(frozen=True, slots=True)
class CampaignReport:
    """What became of a campaign. `sent` counts the messages that have a Twilio SID.

    `fingerprint` is a digest of all message records with their ids: equal for equal runs only.
    """

    recipients: int
    seed: int
    statuses: tuple[tuple[str, int], ...]
    sent: int
    at_twilio: int
    inserts: int
    jobs: tuple[JobRun, ...]
    peaks: tuple[Peak, ...]
    errors: tuple[tuple[str, int], ...]
    fingerprint: str
    simulated: datetime.timedelta


class Campaign:
    """One campaign on an org of its own.

    `tenant` is more source to deploy beside the package: a subscriber's own automation. `twilio` is
    the mock that gets the messages.
    """

    def __init__(
        self, recipients: Sequence[Recipient], *, seed: int = 0, tenant: Sequence[Path] = ()
    ) -> None:
        self._recipients = recipients
        self._seed = seed
        self._tenant = tuple(tenant)
        self._simulation = Simulation(seed)
        self._started = self._simulation.clock.now()
        self._account = Account(
            sid=sid(seed, "AC", 1), auth_token=sid(seed, "", 1), senders=frozenset({SENDER})
        )
        self.twilio = TwilioState([self._account], self._simulation.clock, seed=seed)
        self._ledger = _Ledger(self._simulation)

    def run(self, progress: Progress = lambda stage, done, total: None) -> CampaignReport:
        """Runs it to its end: until no job is left.

        Raises:
            SourceError: the package or the tenant's source has errors.
            ApexException: saving the campaign or its messages failed.
        """
        org = self._prepare()
        total = len(self._recipients)
        campaign_id = self._insert_campaign(org)
        inserted = 0
        for rows in _chunks(self._recipients, ROWS_PER_TRANSACTION_MAX):
            org.insert("Message__c", [_message(campaign_id, recipient) for recipient in rows])
            inserted += len(rows)
            progress("inserted", inserted, total)
        self._drain(lambda: progress("sent", self.twilio.message_count, total))
        return self._report(org)

    def _prepare(self) -> Org:
        org = self._simulation.org(source=[tfs_package(), *self._tenant])
        org.transport = TwilioTransport(self.twilio, self._simulation.clock)
        settings = {
            "SetupOwnerId": org.organization_id,
            "Account_SID__c": self._account.sid,
            "Auth_Token__c": self._account.auth_token,
            "From_Number__c": SENDER,
        }
        org.insert("Twilio_Configuration__c", [settings])
        return org

    def _insert_campaign(self, org: Org) -> str:
        total = Decimal(len(self._recipients))
        fields = {"Name": "Spring sale", "Status__c": "running", "Total__c": total}
        campaign_id = org.insert("Campaign_Send__c", [fields])[0]
        org.on_transaction(self._ledger.record)
        return campaign_id

    def _drain(self, after_each: Callable[[], None]) -> None:
        """Runs all jobs; jumps to the next deadline only when nothing is due."""
        kernel = self._simulation.kernel
        self._ledger.after_each = after_each
        while (deadline := kernel.agenda.next_time()) is not None:
            if deadline > kernel.clock.now():
                kernel.clock.jump(deadline)
            kernel.run_due()
        self._ledger.close()

    def _report(self, org: Org) -> CampaignReport:
        statuses: Counter[str] = Counter()
        errors: Counter[str] = Counter()
        digest = hashlib.sha256()
        sent = 0
        for message in _read_messages(org):
            digest.update(f"{message.Id} {message.Status__c} {message.External_Id__c}\n".encode())
            statuses[message.Status__c] += 1
            errors[message.Error_Message__c] += message.Error_Message__c is not None
            sent += message.External_Id__c is not None
        return CampaignReport(
            recipients=len(self._recipients),
            seed=self._seed,
            statuses=_by_count(statuses),
            sent=sent,
            at_twilio=self.twilio.message_count,
            inserts=self._ledger.inserts,
            jobs=tuple(self._ledger.jobs),
            peaks=self._ledger.peaks(),
            errors=_by_count(errors),
            fingerprint=digest.hexdigest()[:FINGERPRINT_DIGITS],
            simulated=self._simulation.clock.now() - self._started,
        )


class _Ledger:
    """What the transactions of a run used, as they end."""

    def __init__(self, simulation: Simulation) -> None:
        self._clock = simulation.clock
        self._started = simulation.clock.now()
        self._peaks: dict[str, Peak] = {}
        self._is_open = True
        self.inserts = 0
        self.jobs: list[JobRun] = []
        self.after_each: Callable[[], None] = lambda: None

    def close(self) -> None:
        """Records no more: what follows is reading the results."""
        self._is_open = False

    def record(self, report: TransactionReport) -> None:
        """Notes one transaction, when it ends."""
        if not self._is_open:
            return
        if report.kind is EntryKind.FINALIZER:
            name = f"finalizer of job {len(self.jobs)}"
        elif report.kind.is_asynchronous or report.kind is EntryKind.SCHEDULED:
            name = self._record_job(report)
        else:
            self.inserts += 1
            name = f"insert {self.inserts}"
        for key, used in report.used.items():
            self._note(key, used, report.kind, name)
        self.after_each()

    def _record_job(self, report: TransactionReport) -> str:
        used = report.used
        self.jobs.append(
            JobRun(
                number=len(self.jobs) + 1,
                kind=report.kind.value,
                callouts=used.get("callouts", 0),
                queries=used.get("soqlQueries", 0),
                dml_rows=used.get("dmlRows", 0),
                cpu_ms=used.get("cpu", 0),
                ended=self._clock.now() - self._started,
                succeeded=report.committed,
            )
        )
        return f"job {len(self.jobs)}"

    def _note(self, key: str, used: int, kind: EntryKind, name: str) -> None:
        row = BY_KEY[key]
        if not used or row.status is Status.NOT_MODELLED:
            return
        peak = Peak(row.title, used, row.value(kind), name)
        if key not in self._peaks or peak.share > self._peaks[key].share:
            self._peaks[key] = peak

    def peaks(self) -> tuple[Peak, ...]:
        """The nearest to its limit first."""
        return tuple(sorted(self._peaks.values(), key=lambda peak: (-peak.share, peak.title)))


def _read_messages(org: Org) -> Iterator[Any]:  # records of an org's own object, dynamic
    """All messages, in as many queries as the limit on rows makes necessary."""
    last = ""
    while True:
        page = org.query(
            "SELECT Id, Status__c, External_Id__c, Error_Message__c FROM Message__c"
            f"{last} ORDER BY Id LIMIT {QUERY_ROWS_MAX}"
        )
        yield from page
        if len(page) < QUERY_ROWS_MAX:
            return
        last = f" WHERE Id > '{page[-1].Id}'"


def _message(campaign_id: str, recipient: Recipient) -> dict[str, object]:
    return {
        "Campaign_Send__c": campaign_id,
        "Direction__c": "outbound",
        "To_Number__c": recipient.number,
        "Body__c": BODY.format(name=recipient.first_name),
    }


def _by_count(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    found = [(name, count) for name, count in counts.items() if count]
    return tuple(sorted(found, key=lambda item: (-item[1], item[0])))


def _chunks(values: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]
