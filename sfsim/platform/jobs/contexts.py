"""The context objects that jobs are handed: what Apex sees of the job it runs in."""

from __future__ import annotations


class JobContext:
    """`QueueableContext` and `Database.BatchableContext`: the job's ids."""

    def __init__(self, job_id: str, child_job_id: str | None = None) -> None:
        self._job_id = job_id
        self._child_job_id = child_job_id

    def getJobId(self) -> str:  # noqa: N802 - Apex calls it
        """The id of the AsyncApexJob."""
        return self._job_id

    def getChildJobId(self) -> str | None:  # noqa: N802 - Apex calls it
        """The id of the batch worker's AsyncApexJob."""
        return self._child_job_id


class SchedulableContext:
    """`SchedulableContext`: the schedule that fired."""

    def __init__(self, trigger_id: str) -> None:
        self._trigger_id = trigger_id

    def getTriggerId(self) -> str:  # noqa: N802 - Apex calls it
        """The id of the CronTrigger."""
        return self._trigger_id
