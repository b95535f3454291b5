"""Apex text to trees: `parse_class`, `parse_trigger`, `parse_anonymous`."""

from sfsim.apex.parser.units import parse_anonymous, parse_class, parse_trigger

__all__ = ["parse_anonymous", "parse_class", "parse_trigger"]
