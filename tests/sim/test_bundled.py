"""The package and the fixtures are found wherever sfsim is."""

from __future__ import annotations

import pytest

from sfsim.errors import SfsimError
from sfsim.sim.bundled import recipients_file, tenant_source, tfs_package


def test_finds_the_package() -> None:
    assert (tfs_package() / "sfdx-project.json").is_file()


def test_finds_the_recipients() -> None:
    assert recipients_file().is_file()


def test_says_what_it_does_not_find() -> None:
    with pytest.raises(SfsimError, match="nobody"):
        tenant_source("nobody")
