"""The AsyncApexJob row of a job and the way its status goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from sfsim.errors import ApexException, UncatchableException
from sfsim.platform.jobs.host import JobHost

JOB: Final = "AsyncApexJob"
EXTENDED_STATUS_MAX: Final = 255


def new_job(
    host: JobHost,
    job_type: str,
    class_id: str | None,
    *,
    status: str = "Queued",
    method: str | None = None,
) -> str:
    """Writes the row of a job that was just enqueued; a rollback takes it away again."""
    return host.insert_row(
        JOB,
        {
            "JobType": job_type,
            "Status": status,
            "ApexClassId": class_id,
            "MethodName": method,
            "TotalJobItems": 0,
            "JobItemsProcessed": 0,
            "NumberOfErrors": 0,
        },
    )


def run_recorded(host: JobHost, job_id: str, run: Callable[[], None], *, is_test: bool) -> None:
    """Runs a job once, keeping its row up to date.

    Outside of tests a failure ends in the row; inside it leaves `Test.stopTest` unchanged and the
    row stays at `Processing`.

    Source: semantics of AsyncApexJob; statuses after a failure at stopTest: observed.
    """
    if host.find_row(JOB, job_id, "Status") in (None, "Aborted"):
        return
    host.update_row(JOB, job_id, {"Status": "Processing"})
    try:
        run()
    except (ApexException, UncatchableException) as error:
        if is_test:
            raise
        finish(host, job_id, "Failed", error)
        return
    finish(host, job_id, "Completed")


def finish(
    host: JobHost, job_id: str, status: str, error: BaseException | None = None, prefix: str = ""
) -> None:
    """Writes the end of a job into its row."""
    values: dict[str, Any] = {"Status": status, "CompletedDate": host.clock.now()}
    if error is not None:
        values["ExtendedStatus"] = extended_status(error, prefix)
        values["NumberOfErrors"] = 1
    host.update_row(JOB, job_id, values)


def extended_status(error: BaseException, prefix: str = "") -> str:
    """What `ExtendedStatus` shows of an exception."""
    message = getattr(error, "message", None) or str(error)
    return f"{prefix}{message}"[:EXTENDED_STATUS_MAX]
