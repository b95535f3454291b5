"""Running SOQL: queries compiled to SQL once per shape, rows loaded into records."""

from sfsim.platform.query.engine import QueryEngine

__all__ = ["QueryEngine"]
