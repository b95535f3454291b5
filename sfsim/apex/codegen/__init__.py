"""The code generator: from nodes and bindings to Python `ast` with Apex positions."""

from sfsim.apex.codegen.generate import (
    Generated,
    generate_anonymous,
    generate_class,
    generate_trigger,
)

__all__ = ["Generated", "generate_anonymous", "generate_class", "generate_trigger"]
