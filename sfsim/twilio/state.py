"""The state of the mock: its accounts and their messages, kept through a journal."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Protocol

import orjson

from sfsim.kernel.journal import Journal, MemoryJournal
from sfsim.twilio.accounts import Account
from sfsim.twilio.creation import CreationRequest, check
from sfsim.twilio.messages import Message
from sfsim.twilio.sids import SidSequence

_INSTANTS = ("created", "updated", "sent")


class Clock(Protocol):
    """Where the mock reads the time."""

    def now(self) -> datetime.datetime:
        """The current instant: naive UTC."""
        ...


class TwilioState:
    """What this Twilio knows. One seed gives the same identifiers in the same order of requests.

    Every change is an entry of the journal; a journal with entries restores the state they made.
    """

    def __init__(
        self,
        accounts: Sequence[Account],
        clock: Clock,
        *,
        seed: int = 0,
        journal: Journal | None = None,
    ) -> None:
        self.accounts = {account.sid: account for account in accounts}
        self.clock = clock
        self.sids = SidSequence(seed)
        self._messages: dict[str, Message] = {}
        self._journal = MemoryJournal() if journal is None else journal
        self._restore()

    def create_message(self, account: Account, request: CreationRequest) -> Message:
        """Accepts a message for delivery. Raises RefusalError when a rule is not met."""
        check(account, request)
        now = self.clock.now()
        message = Message(
            sid=self.sids.next("SM"),
            account_sid=account.sid,
            to=request.to,
            sender=request.sender or None,
            messaging_service_sid=request.messaging_service_sid or None,
            body=request.body,
            status="accepted" if request.messaging_service_sid else "queued",
            created=now,
            updated=now,
            status_callback=request.status_callback or None,
        )
        self._messages[message.sid] = message
        self._journal.append(orjson.dumps({"message": message}).decode())
        return message

    def message(self, account: Account, sid: str) -> Message | None:
        """A message of an account, None when it has none of that identifier."""
        message = self._messages.get(sid)
        return message if message is not None and message.account_sid == account.sid else None

    def messages(self, account: Account) -> list[Message]:
        """All messages of an account in order of creation."""
        return [m for m in self._messages.values() if m.account_sid == account.sid]

    @property
    def message_count(self) -> int:
        """How many messages all accounts have together."""
        return len(self._messages)

    def _restore(self) -> None:
        for line in self._journal:
            values = orjson.loads(line)["message"]
            for name in _INSTANTS:
                if values[name] is not None:
                    values[name] = datetime.datetime.fromisoformat(values[name])
            if values["sid"] not in self._messages:
                self.sids.skip("SM")
            self._messages[values["sid"]] = Message(**values)
