"""Where the TFS package and the fixtures are: in a checkout, or inside the installed package."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sfsim.errors import SfsimError

_PACKAGE: Final = Path(__file__).resolve().parent.parent
_INSTALLED: Final = _PACKAGE / "_bundled"
_CHECKOUT: Final = _PACKAGE.parent


def tfs_package() -> Path:
    """The folder of the SFDX project. Raises SfsimError when it is in neither place."""
    return _find("tfs_package", "tfs_package")


def recipients_file() -> Path:
    """The CSV file of 1,000 recipients. Raises SfsimError when it is in neither place."""
    return _find("recipients", "fixtures/recipients") / "recipients.csv"


def tenant_source(name: str) -> Path:
    """The source of a tenant in `fixtures/orgs`. Raises SfsimError when there is no such one."""
    return _find(f"orgs/{name}", f"fixtures/orgs/{name}")


def tenant_or_folder(name: str) -> Path:
    """A folder of that name, or else the tenant of `fixtures/orgs`. Raises SfsimError."""
    return Path(name) if Path(name).is_dir() else tenant_source(name)


def _find(installed: str, checkout: str) -> Path:
    for path in (_INSTALLED / installed, _CHECKOUT / checkout):
        if path.exists():
            return path
    raise SfsimError(f"{checkout} is missing: neither in {_CHECKOUT} nor in the installed package")
