"""System.Label: custom labels by name at run time. Source: Apex Reference Guide, "Label Class"."""

from __future__ import annotations

from typing import Final

from sfsim.names import fold
from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import not_null
from sfsim.runtime.exceptions import IllegalArgumentException
from sfsim.stdlib.registry import apex_class, apex_method

UNKNOWN: Final = "Label {} does not exist"
"""Not seen on a real org."""


@apex_class("System.Label")
class Label:
    """Static members only; a label that stands in code is bound by the compiler."""

    @apex_method("static String get(String namespace, String label)", caller=True)
    @apex_method("static String get(String namespace, String label, String language)", caller=True)
    @staticmethod
    def get(
        caller: Caller, namespace: str | None, name: str | None, language: str | None = None
    ) -> str:
        """The text; translations are not modelled. Raises IllegalArgumentException."""
        for owner in dict.fromkeys((fold(namespace or ""), fold(caller.namespace or ""))):
            try:
                return caller.org.label(caller, owner, not_null(name))
            except KeyError:
                continue
        raise IllegalArgumentException(UNKNOWN.format(name))

    @apex_method(
        "static Boolean translationExists(String namespace, String label, String language)"
    )
    @staticmethod
    def translation_exists(namespace: str | None, name: str | None, language: str | None) -> bool:
        """False: an org has no translations."""
        return False
