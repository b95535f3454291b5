"""The errors that the Twilio API answers at request time, one row each.

Source: Twilio documentation, "Error and Warning Dictionary". Clients must key on `code`: wordings
change, and some here are the ones seen in recorded answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ERRORS_PAGE: Final = "https://www.twilio.com/docs/errors"


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """One error: HTTP status, Twilio's code, and the message with the places to fill in."""

    status: int
    code: int
    message: str
    doubt: str = ""


UNAUTHENTICATED: Final = ErrorRow(401, 20003, "Authenticate")
METHOD_NOT_ALLOWED: Final = ErrorRow(405, 20004, "Method not allowed")
PAGE_SIZE_TOO_LARGE: Final = ErrorRow(
    400, 20007, "Page size must be less than or equal to 1000", doubt="wording not seen"
)
NOT_FOUND: Final = ErrorRow(404, 20404, "The requested resource {path} was not found")
INVALID_TO: Final = ErrorRow(400, 21211, "Invalid 'To' Phone Number: {masked}")
TO_IS_SHORT_CODE: Final = ErrorRow(
    400, 21265, "'To' number cannot be a Short Code: {number}", doubt="wording not seen"
)
TO_EQUALS_FROM: Final = ErrorRow(
    400, 21266, "'To' and 'From' number cannot be the same: {number}", doubt="wording not seen"
)
BODY_REQUIRED: Final = ErrorRow(
    400, 21602, "Message body is required.", doubt="some sources give 21619 for the same request"
)
SENDER_REQUIRED: Final = ErrorRow(
    400, 21603, "A 'From' or 'MessagingServiceSid' parameter is required"
)
TO_REQUIRED: Final = ErrorRow(400, 21604, "A 'To' phone number is required.")
FROM_NOT_OWNED: Final = ErrorRow(
    400,
    21606,
    "The 'From' phone number provided ({number}) is not a valid message-capable Twilio phone"
    " number for this destination",
)
INVALID_CALLBACK: Final = ErrorRow(
    400, 21609, "The 'StatusCallback' URL {url} is not a valid URL.", doubt="wording not seen"
)
BODY_TOO_LONG: Final = ErrorRow(
    400, 21617, "The concatenated message body exceeds the 1600 character limit"
)
SERVICE_NOT_FOUND: Final = ErrorRow(
    404, 21701, "The Messaging Service does not exist", doubt="wording not seen"
)
INVALID_SERVICE_SID: Final = ErrorRow(
    400, 21705, "The Messaging Service Sid {sid} is invalid", doubt="wording not seen"
)
INVALID_VALIDITY_PERIOD: Final = ErrorRow(
    400, 90007, "Validity period must be between 1 and 36000 seconds", doubt="wording not seen"
)


class RefusalError(Exception):
    """A request that the API refuses, with one of the rows above."""

    def __init__(self, row: ErrorRow, **details: str) -> None:
        self.row = row
        self.message = row.message.format(**details)
        super().__init__(f"{row.code}: {self.message}")

    def body(self) -> dict[str, object]:
        """The JSON object that the client gets."""
        return {
            "code": self.row.code,
            "message": self.message,
            "more_info": f"{ERRORS_PAGE}/{self.row.code}",
            "status": self.row.status,
        }
