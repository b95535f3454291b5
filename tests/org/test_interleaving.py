"""Suspended transactions: others read committed rows meanwhile, and nothing else changes."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sfsim.errors import Unsupported
from sfsim.kernel.agenda import Entry
from sfsim.kernel.kernel import Kernel
from sfsim.org.interleaving import Interleaving
from sfsim.org.org import Org
from sfsim.platform.callouts import CalloutRequest, CalloutResponse

CALL = (
    "HttpRequest q = new HttpRequest(); q.setEndpoint('https://x.test'); q.setMethod('GET');"
    " new Http().send(q);"
)


class Interleaved:
    """A policy that lets transactions overlap and otherwise changes nothing."""

    name = "interleaved"
    interleaves = True

    def choose(self, due: Sequence[Entry]) -> int:
        """Always the first."""
        return 0


class Suspending:
    """A transport that suspends the transaction in each callout."""

    def __init__(self, interleaving: Interleaving) -> None:
        self._interleaving = interleaving

    def send(self, request: CalloutRequest) -> CalloutResponse:
        """Answers when the task is resumed."""
        self._interleaving.suspend()
        return CalloutResponse(200, "OK", (), b"")


def make(source: Sequence[Path] = ()) -> tuple[Org, Interleaving]:
    org = Org(Kernel(policy=Interleaved()), source=source)
    assert org.interleaving is not None
    return org, org.interleaving


def names(org: Org) -> list[str]:
    return [record.Name for record in org.query("SELECT Name FROM Account ORDER BY Name")]


@pytest.fixture
def counter(tmp_path: Path) -> Path:
    """A project with one class that counts."""
    (tmp_path / "Counter.cls").write_text(
        "public class Counter { public static Integer value = 0; }", encoding="utf-8"
    )
    return tmp_path


def test_fifo_has_no_interleaving() -> None:
    assert Org().interleaving is None


def test_statics_and_locals_survive_a_suspension(counter: Path) -> None:
    org, interleaving = make([counter])
    org.transport = Suspending(interleaving)
    first = "Counter.value = 1; Integer own = 7;"
    task = interleaving.task(
        lambda: org.apex(f"{first} {CALL} System.debug(Counter.value + own);")
    )
    org.kernel.run(task.resume)
    org.apex("System.debug(Counter.value); Counter.value = 100;")
    org.kernel.run(task.resume)
    assert [line[-1] for line in org.debug_log] == ["0", "8"]


def test_meters_are_those_of_the_transaction() -> None:
    org, interleaving = make()
    org.transport = Suspending(interleaving)
    query = "Integer n = [SELECT COUNT() FROM Account];"
    task = interleaving.task(
        lambda: org.apex(f"{query} {CALL} System.debug(Limits.getQueries());")
    )
    org.kernel.run(task.resume)
    org.apex(f"{query} {query.replace(' n ', ' m ')} System.debug(Limits.getQueries());")
    org.kernel.run(task.resume)
    assert [line[-1] for line in org.debug_log] == ["2", "1"]


class ParkingLog(list[str]):
    """A debug log that suspends the transaction when it says so."""

    def __init__(self, interleaving: Interleaving) -> None:
        super().__init__()
        self._interleaving = interleaving

    def append(self, line: str) -> None:
        """Keeps a line, and suspends after `park`."""
        super().append(line)
        if line.endswith("park"):
            self._interleaving.suspend()


PARK = "System.debug('park');"
ALL_FIELDS = "SELECT Id, Name, Site, ParentId, IsDeleted FROM Account ORDER BY Id ALL ROWS"


def run_parked(text: str, between: Callable[[Org], None] = lambda org: None) -> Org:
    """Runs a block to its end, suspended at each `park`; `between` runs while it is."""
    org, interleaving = make()
    org._assembly.executor.log = ParkingLog(interleaving)
    task = interleaving.task(lambda: org.apex(text))
    while not org.kernel.run(task.resume):
        between(org)
    return org


def rows(org: Org) -> list[dict[str, object]]:
    return [dict(record.__dict__) for record in org.query(ALL_FIELDS)]


def test_others_read_committed_rows_while_a_writer_is_parked() -> None:
    seen: list[list[str]] = []
    text = f"insert new Account(Name = 'A'); {PARK}"
    org = run_parked(text, lambda org: seen.append(names(org)))
    assert seen == [[]]
    assert names(org) == ["A"]


def test_a_parked_transaction_reads_its_own_rows_again() -> None:
    org = run_parked(
        f"insert new Account(Name = 'A'); {PARK}"
        " Assert.areEqual(1, [SELECT COUNT() FROM Account WHERE Name = 'A']);"
    )
    assert names(org) == ["A"]


def test_a_savepoint_outlives_parking() -> None:
    org = run_parked(
        "insert new Account(Name = 'A'); Savepoint sp = Database.setSavepoint();"
        f" insert new Account(Name = 'B'); {PARK} Database.rollback(sp);"
    )
    assert names(org) == ["A"]


def test_what_others_commit_meanwhile_stays() -> None:
    org = run_parked(
        f"insert new Account(Name = 'A'); {PARK}",
        lambda org: org.apex("insert new Account(Name = 'B');"),
    )
    assert names(org) == ["A", "B"]


def test_a_row_of_a_parked_transaction_is_locked() -> None:
    org, interleaving = make()
    org.apex("insert new Account(Name = 'A');")
    org._assembly.executor.log = ParkingLog(interleaving)
    update = "Account a = [SELECT Id FROM Account]; a.Name = 'B'; update a;"
    task = interleaving.task(lambda: org.apex(f"{update} {PARK}"))
    org.kernel.run(task.resume)
    with pytest.raises(Unsupported, match="waiting for the lock on Account"):
        org.apex(update)
    org.kernel.run(task.resume)
    assert names(org) == ["B"]


def test_an_abandoned_transaction_leaves_nothing() -> None:
    org, interleaving = make()
    org._assembly.executor.log = ParkingLog(interleaving)
    task = interleaving.task(lambda: org.apex(f"insert new Account(Name = 'A'); {PARK}"))
    org.kernel.run(task.resume)
    org.kernel.run(task.abandon)
    assert names(org) == []


STEPS = {
    "insert": "insert new List<Account>{{ new Account(Name = 'n{n}'),"
    " new Account(Name = 's', Site = 's') }};",
    "update": "for (Account a : [SELECT Id FROM Account LIMIT 2]) {{ a.Name = 'u{n}'; update a; }}",
    "clear": "for (Account a : [SELECT Id FROM Account]) {{ a.Site = null; update a; }}",
    "child": "for (Account a : [SELECT Id FROM Account LIMIT 1])"
    " {{ insert new Account(Name = 'c{n}', ParentId = a.Id); }}",
    "delete": "delete [SELECT Id FROM Account LIMIT 1];",
    "undelete": "undelete [SELECT Id FROM Account WHERE IsDeleted = true LIMIT 1 ALL ROWS];",
    "purge": "Database.emptyRecycleBin("
    "[SELECT Id FROM Account WHERE IsDeleted = true LIMIT 1 ALL ROWS]);",
    "savepoint": "points.add(Database.setSavepoint());",
    "rollback": "if (!points.isEmpty()) {{ Database.rollback(points.remove(points.size() - 1)); }}",
    "partial": "Database.insert(new List<Account>{{ new Account(), new Account(Name = 'p{n}') }},"
    " false);",
}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.booleans()), max_size=10))
def test_a_transaction_parked_anywhere_ends_as_one_never_parked(
    actions: list[tuple[str, bool]],
) -> None:
    steps = [STEPS[name].format(n=n) for n, (name, _) in enumerate(actions)]
    head = "List<Savepoint> points = new List<Savepoint>();"
    parks = [PARK if is_parked else "" for _, is_parked in actions]
    parked = [f"{step} {park}" for step, park in zip(steps, parks, strict=True)]
    org = run_parked(
        " ".join([head, *parked]), lambda org: org.apex("insert new Contact(LastName = 'x');")
    )
    plain = Org()
    plain.apex(" ".join([head, *steps]))
    assert rows(org) == rows(plain)
