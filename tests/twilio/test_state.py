"""State survives in its journal, and identifiers follow from the seed."""

from __future__ import annotations

from sfsim.kernel.clock import VirtualClock
from sfsim.kernel.journal import MemoryJournal
from sfsim.twilio.accounts import Account
from sfsim.twilio.creation import CreationRequest
from sfsim.twilio.state import TwilioState

REQUEST = CreationRequest.from_form(
    {"To": ["+14155550100"], "From": ["+15017122661"], "Body": ["Hé 👍"]}
)


def test_a_journal_restores_the_messages(account: Account) -> None:
    journal = MemoryJournal()
    first = TwilioState([account], VirtualClock(), seed=1, journal=journal)
    created = [first.create_message(account, REQUEST) for _ in range(3)]

    second = TwilioState([account], VirtualClock(), seed=1, journal=journal)

    assert second.messages(account) == created


def test_identifiers_go_on_after_a_restore(account: Account) -> None:
    journal = MemoryJournal()
    first = TwilioState([account], VirtualClock(), seed=1, journal=journal)
    first.create_message(account, REQUEST)
    second = TwilioState([account], VirtualClock(), seed=1, journal=journal)

    unbroken = TwilioState([account], VirtualClock(), seed=1)
    unbroken.create_message(account, REQUEST)

    expected = unbroken.create_message(account, REQUEST).sid
    assert second.create_message(account, REQUEST).sid == expected


def test_another_seed_gives_other_identifiers(account: Account) -> None:
    sids = {
        TwilioState([account], VirtualClock(), seed=seed).create_message(account, REQUEST).sid
        for seed in range(5)
    }
    assert len(sids) == 5


def test_a_message_belongs_to_its_account(account: Account) -> None:
    other = Account("AC" + "1" * 32, "t")
    state = TwilioState([account, other], VirtualClock())
    sid = state.create_message(account, REQUEST).sid
    assert state.message(account, sid) is not None
    assert state.message(other, sid) is None
    assert state.messages(other) == []
