"""System.OrgLimits: what one org may use in a day.

Source: Apex Reference Guide, "OrgLimits Class"; the maxima are those of a Developer Edition org
(REST API Developer Guide, "Limits").
"""

from __future__ import annotations

from typing import Final

from sfsim.runtime.collections import ApexList, ApexMap
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.typeref import STRING, TypeRef, list_of, map_of

MAXIMA: Final = (
    ("ConcurrentAsyncGetReportInstances", 200),
    ("ConcurrentSyncReportRuns", 20),
    ("DailyApiRequests", 15_000),
    ("DailyAsyncApexExecutions", 250_000),
    ("DailyBulkApiBatches", 15_000),
    ("DailyBulkV2QueryJobs", 10_000),
    ("DailyDurableGenericStreamingApiEvents", 10_000),
    ("DailyDurableStreamingApiEvents", 10_000),
    ("DailyGenericStreamingApiEvents", 10_000),
    ("DailyStandardVolumePlatformEvents", 10_000),
    ("DailyStreamingApiEvents", 10_000),
    ("DailyWorkflowEmails", 1_000),
    ("DataStorageMB", 5),
    ("DurableStreamingApiConcurrentClients", 20),
    ("FileStorageMB", 20),
    ("HourlyAsyncReportRuns", 1_200),
    ("HourlyPublishedPlatformEvents", 50_000),
    ("HourlySyncReportRuns", 500),
    ("HourlyTimeBasedWorkflow", 1_000),
    ("MassEmail", 10),
    ("SingleEmail", 15),
    ("StreamingApiConcurrentClients", 20),
)
LIMIT: Final = TypeRef("OrgLimit")


@apex_class("System.OrgLimit")
class OrgLimit:
    """One limit. Org-wide use is not counted, so its value is 0."""

    def __init__(self, name: str, maximum: int) -> None:
        self.name = name
        self.maximum = maximum

    @apex_method("String getName()")
    def getName(self) -> str:
        """The name."""
        return self.name

    @apex_method("Integer getLimit()")
    def getLimit(self) -> int:
        """What may be used."""
        return self.maximum

    @apex_method("Integer getValue()")
    def getValue(self) -> int:
        """What was used."""
        return 0

    @apex_method("String toString()")
    def toString(self) -> str:
        """Name, use and limit. Not seen on a real org."""
        return f"OrgLimit[{self.name}: 0/{self.maximum}]"


@apex_class("System.OrgLimits")
class OrgLimits:
    """Static members only."""

    @apex_method("static List<OrgLimit> getAll()")
    @staticmethod
    def get_all() -> ApexList:
        """All limits by name."""
        return ApexList(list_of(LIMIT), [OrgLimit(*each) for each in MAXIMA])

    @apex_method("static Map<String, OrgLimit> getMap()")
    @staticmethod
    def get_map() -> ApexMap:
        """The limits by name."""
        pairs = [(name, OrgLimit(name, maximum)) for name, maximum in MAXIMA]
        return ApexMap(map_of(STRING, LIMIT), pairs)
