"""System.Messaging.sendEmail: checking messages, and the results of sending them.

Source: Apex Reference Guide, "Messaging Class"; texts as far as known, not checked on an org.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NoReturn

from sfsim.platform.dml.results import RowError, RowOutcome
from sfsim.platform.email import SentEmail
from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexList, not_null
from sfsim.runtime.display import text_of
from sfsim.runtime.exceptions import EmailException
from sfsim.runtime.objects import ApexEnum
from sfsim.stdlib.platform_enums import constant
from sfsim.stdlib.registry import apex_class, apex_method, getters_as_properties
from sfsim.typeref import STRING, TypeRef, list_of

NO_RECIPIENT: Final = "Add a recipient to send an email."
NO_BODY: Final = "Email body is required."
NO_TARGET: Final = "Missing targetObjectId with template"
BAD_ADDRESS: Final = "Email address is invalid: {}"
FAILED: Final = "SendEmail failed. First exception on row {index}; first error: {text}"
REQUIRED: Final = "REQUIRED_FIELD_MISSING"
ADDRESS: Final = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")
ADDRESS_LISTS: Final = ("toAddresses", "ccAddresses", "bccAddresses")
ID_FORM: Final = re.compile(r"00[35Q][A-Za-z0-9]{12,15}")
"""Ids of contacts, users and leads may stand for their addresses."""

ERRORS: Final = list_of(TypeRef("Messaging.SendEmailError"))
RESULTS: Final = list_of(TypeRef("Messaging.SendEmailResult"))


@apex_class("Messaging.SendEmailError")
@getters_as_properties
class SendEmailError:
    """Why a message was not sent."""

    def __init__(self, error: RowError, target: str | None) -> None:
        self.error = error
        self.target = target

    @apex_method("String getMessage()")
    def getMessage(self) -> str:
        """The text."""
        return self.error.message

    @apex_method("StatusCode getStatusCode()")
    def getStatusCode(self) -> ApexEnum:
        """The status code."""
        return constant("System.StatusCode", self.error.status)

    @apex_method("List<String> getFields()")
    def getFields(self) -> ApexList:
        """The fields at fault."""
        return ApexList(list_of(STRING), self.error.fields)

    @apex_method("String getTargetObjectId()")
    def getTargetObjectId(self) -> str | None:
        """The recipient's record."""
        return self.target


@apex_class("Messaging.SendEmailResult")
@getters_as_properties
class SendEmailResult:
    """What became of one message."""

    def __init__(self, errors: list[RowError], target: str | None) -> None:
        self.errors = [SendEmailError(error, target) for error in errors]

    @apex_method("Boolean isSuccess()")
    def isSuccess(self) -> bool:
        """Whether it was sent."""
        return not self.errors

    @apex_method("List<Messaging.SendEmailError> getErrors()")
    def getErrors(self) -> ApexList:
        """Why it was not."""
        return ApexList(ERRORS, self.errors)

    @apex_method("String toString()")
    def toString(self) -> str:
        """The shape in which results print."""
        shown = text_of(self.getErrors())
        return (
            f"Messaging.SendEmailResult[getErrors={shown};"
            f"isSuccess={text_of(self.isSuccess())};]"
        )


@apex_class("System.Messaging")
class Messaging:
    """Static members only."""

    @apex_method(
        "static List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email> messages)",
        caller=True,
    )
    @apex_method(
        "static List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email> messages,"
        " Boolean allOrNothing)",
        caller=True,
    )
    @staticmethod
    def send_email(
        caller: Caller, messages: ApexList | None, all_or_nothing: bool | None = True
    ) -> ApexList:
        """Sends messages at the end of the transaction. Raises EmailException, LimitException."""
        given = list(not_null(messages))
        caller.org.transaction.limits.charge("emailInvocations", 1, caller)
        failures = [list(_errors(message)) for message in given]
        if all_or_nothing and any(failures):
            _raise_first(failures)
        sent = [
            _sent(message) for message, errors in zip(given, failures, strict=True) if not errors
        ]
        caller.org.send_email(caller, sent)
        pairs = zip(given, failures, strict=True)
        results = [
            SendEmailResult(errors, message.read("targetobjectid")) for message, errors in pairs
        ]
        return ApexList(RESULTS, results)

    @apex_method("static void reserveSingleEmailCapacity(Integer count)")
    @apex_method("static void reserveMassEmailCapacity(Integer count)")
    @staticmethod
    def reserve(count: int | None) -> None:
        """Daily capacity has no bound here, so all of it can be reserved."""
        not_null(count)


def _errors(message: Any) -> Iterator[RowError]:
    """What is wrong with a message."""
    targets = _targets(message)
    addresses = [(name, each) for name in ADDRESS_LISTS for each in _texts(message, name)]
    if not targets and not addresses:
        yield RowError(REQUIRED, NO_RECIPIENT, ())
    for name, address in addresses:
        if ADDRESS.fullmatch(address) is None and ID_FORM.fullmatch(address) is None:
            error = BAD_ADDRESS.format(address)
            yield RowError("INVALID_EMAIL_ADDRESS", error, (name, address))
    if message.read("templateid"):
        if not targets:
            yield RowError(REQUIRED, NO_TARGET, ())
    elif not (message.read("plaintextbody") or message.read("htmlbody")):
        yield RowError(REQUIRED, NO_BODY, ("plainTextBody", "htmlBody"))


def _raise_first(failures: list[list[RowError]]) -> NoReturn:
    index, errors = next((place, each) for place, each in enumerate(failures) if each)
    error = EmailException(FAILED.format(index=index, text=errors[0]))
    rows = [RowOutcome(row, None, errors=tuple(each)) for row, each in enumerate(failures) if each]
    error.failures = tuple(rows)
    raise error


def _sent(message: Any) -> SentEmail:
    return SentEmail(
        to=_texts(message, "toAddresses"),
        cc=_texts(message, "ccAddresses"),
        bcc=_texts(message, "bccAddresses"),
        target_object_ids=_targets(message),
        template_id=message.read("templateid"),
        subject=message.read("subject"),
        plain_text_body=message.read("plaintextbody"),
        html_body=message.read("htmlbody"),
        reply_to=message.read("replyto"),
        sender_name=message.read("senderdisplayname"),
    )


def _targets(message: Any) -> tuple[str, ...]:
    """The records that a single or a mass message goes to."""
    single = message.read("targetobjectid")
    return (single,) if single else tuple(message.read("targetobjectids") or ())


def _texts(message: Any, name: str) -> tuple[str, ...]:
    return tuple(message.read(name.lower()) or ())
