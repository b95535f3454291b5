"""SOQL and SOSL text to trees, for inline queries (`parse_inline`) and dynamic ones."""

from sfsim.soql.parser.texts import parse_inline, parse_query, parse_search

__all__ = ["parse_inline", "parse_query", "parse_search"]
