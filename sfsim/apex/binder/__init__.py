"""The binder: every name, overload, conversion and type of a unit, settled once.

`bind_class`, `bind_trigger` and `bind_anonymous` return the side table that codegen reads together
with all compile errors.
"""

from sfsim.apex.binder.classes import bind_class
from sfsim.apex.binder.scripts import anonymous_declaration, bind_anonymous, bind_trigger
from sfsim.apex.binder.unit import Bound

__all__ = ["Bound", "anonymous_declaration", "bind_anonymous", "bind_class", "bind_trigger"]
