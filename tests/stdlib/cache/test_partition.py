"""Platform Cache: partitions, keys, time to live, builders."""

from typing import Any

import pytest

pytestmark = pytest.mark.documented
Run = Any
PARTITION = {"cachePartitions/default.cachePartition-meta.xml": "<PlatformCachePartition/>"}


def test_a_value_is_found_again(run_apex: Run) -> None:
    lines = run_apex(
        """Cache.Partition p = Cache.Org.getPartition('local.default');
        p.put('a', new List<Integer>{ 1 });
        System.debug(p.get('a')); System.debug(p.contains('b')); System.debug(p.getKeys());
        System.debug(p.remove('a')); System.debug(p.get('a'));""",
        PARTITION,
    )
    assert lines == ["(1)", "false", "{a}", "true", "null"]


@pytest.mark.inferred
def test_a_value_is_a_copy(run_apex: Run) -> None:
    lines = run_apex(
        """Cache.OrgPartition p = Cache.Org.getPartition('local.default');
        List<Integer> kept = new List<Integer>{ 1 };
        p.put('a', kept); kept.add(2);
        System.debug(p.get('a'));""",
        PARTITION,
    )
    assert lines == ["(1)"]


@pytest.mark.inferred
def test_an_undefined_partition_is_an_error(run_apex: Run) -> None:
    lines = run_apex(
        """try { Cache.Org.getPartition('local.none'); }
        catch (Cache.Org.OrgCacheException e) { System.debug('org'); }
        try { Cache.Session.getPartition('local.none'); }
        catch (Cache.Session.SessionCacheException e) { System.debug('session'); }""",
        PARTITION,
    )
    assert lines == ["org", "session"]


def test_org_and_session_are_apart(run_apex: Run) -> None:
    lines = run_apex(
        """Cache.Org.put('local.default.a', 1);
        System.debug(Cache.Session.get('local.default.a'));
        System.debug(Cache.Org.get('a'));""",
        PARTITION,
    )
    assert lines == ["null", "1"]


def test_a_builder_makes_what_is_not_there(run_apex: Run) -> None:
    builder = """public class Maker implements Cache.CacheBuilder {
        public Object doLoad(String key) { System.debug('made'); return key + '!'; }
    }"""
    lines = run_apex(
        """System.debug(Cache.Org.get(Maker.class, 'k'));
        System.debug(Cache.Org.get(Maker.class, 'k'));""",
        {**PARTITION, "Maker.cls": builder},
    )
    assert lines == ["made", "k!", "k!"]


@pytest.mark.inferred
def test_a_time_to_live_has_a_minimum(run_apex: Run) -> None:
    lines = run_apex(
        """try { Cache.Org.put('a', 1, 10); }
        catch (Cache.InvalidParamException e) { System.debug('refused'); }""",
        PARTITION,
    )
    assert lines == ["refused"]


@pytest.mark.inferred
def test_a_key_is_letters_and_digits(run_apex: Run) -> None:
    lines = run_apex(
        """try { Cache.Org.getPartition('local.default').put('a b', 1); }
        catch (Cache.InvalidParamException e) { System.debug('refused'); }""",
        PARTITION,
    )
    assert lines == ["refused"]
