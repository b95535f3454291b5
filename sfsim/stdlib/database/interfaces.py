"""The interfaces of batch Apex. Source: Apex Developer Guide, "Using Batch Apex"."""

from __future__ import annotations

from typing import Any

from sfsim.stdlib.registry import apex_interface, apex_method


@apex_interface("Database.Batchable<T>")
class Batchable:
    """A batch job."""

    @apex_method("Database.QueryLocator start(Database.BatchableContext context)")
    @apex_method("Iterable<T> start(Database.BatchableContext context)")
    def start(self, context: Any) -> Any:
        """The records to work on."""
        raise NotImplementedError

    @apex_method("void execute(Database.BatchableContext context, List<T> scope)")
    def execute(self, context: Any, scope: Any) -> None:
        """Works on one chunk."""
        raise NotImplementedError

    @apex_method("void finish(Database.BatchableContext context)")
    def finish(self, context: Any) -> None:
        """Runs after all chunks."""
        raise NotImplementedError


@apex_interface("Database.BatchableContext")
class BatchableContext:
    """What a batch job is told."""

    @apex_method("Id getJobId()")
    def getJobId(self) -> str:
        """The id of the AsyncApexJob."""
        raise NotImplementedError

    @apex_method("Id getChildJobId()")
    def getChildJobId(self) -> str | None:
        """The id of the chunk's job."""
        raise NotImplementedError


@apex_interface("Database.Stateful")
class Stateful:
    """The instance keeps its state from chunk to chunk."""


@apex_interface("Database.AllowsCallouts")
class AllowsCallouts:
    """The job may make callouts."""


@apex_interface("Database.RaisesPlatformEvents")
class RaisesPlatformEvents:
    """Failed chunks publish BatchApexErrorEvents."""
