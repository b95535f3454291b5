"""sfsim: a deterministic simulator of the Salesforce platform.

`from sfsim import Simulation` is the way in; everything heavy is imported on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sfsim.errors import ApexException, Diagnostic, SourceError, Unsupported

if TYPE_CHECKING:
    from sfsim.sim.simulation import Simulation

__version__ = "0.1.0"

__all__ = [
    "ApexException",
    "Diagnostic",
    "Simulation",
    "SourceError",
    "Unsupported",
    "__version__",
]


def __getattr__(name: str) -> Any:
    """Loads `Simulation` when it is first asked for: `import sfsim` stays light."""
    if name == "Simulation":
        from sfsim.sim.simulation import Simulation

        return Simulation
    raise AttributeError(f"module 'sfsim' has no attribute {name!r}")
