"""The limits table."""

from pathlib import Path

import sfsim
from sfsim.platform.limits import table
from sfsim.platform.limits.table import ALIASES, BY_KEY, LIMITS, Status


def test_method_names_are_unique_and_begin_with_get() -> None:
    methods = [limit.method for limit in LIMITS if limit.method]
    assert len(set(methods)) == len(methods)
    assert all(method.startswith("get") for method in methods)


def test_limit_methods_put_limit_after_get() -> None:
    assert BY_KEY["soqlQueries"].limit_method == "getLimitQueries"


def test_aliases_name_rows_of_the_table() -> None:
    assert all(key in BY_KEY for _, key in ALIASES)


def test_exactly_the_limits_that_are_charged_somewhere_claim_to_be_modelled() -> None:
    modules = Path(sfsim.__file__).parent.rglob("*.py")
    text = "".join(path.read_text() for path in modules if path != Path(table.__file__))
    charged = {limit.key for limit in LIMITS if f'"{limit.key}"' in text}
    charged.add("apexStackDepth")  # runtime.stack counts it: it knows no meters
    claimed = {limit.key for limit in LIMITS if limit.status is not Status.NOT_MODELLED}
    assert claimed == charged
