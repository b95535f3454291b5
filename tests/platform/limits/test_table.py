"""The limits table."""

from sfsim.platform.limits.table import ALIASES, BY_KEY, LIMITS


def test_method_names_are_unique_and_begin_with_get() -> None:
    methods = [limit.method for limit in LIMITS if limit.method]
    assert len(set(methods)) == len(methods)
    assert all(method.startswith("get") for method in methods)


def test_limit_methods_put_limit_after_get() -> None:
    assert BY_KEY["soqlQueries"].limit_method == "getLimitQueries"


def test_aliases_name_rows_of_the_table() -> None:
    assert all(key in BY_KEY for _, key in ALIASES)
