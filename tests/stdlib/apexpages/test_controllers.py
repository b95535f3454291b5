"""StandardController and StandardSetController."""

from typing import Any

import pytest

pytestmark = pytest.mark.documented
Run = Any


@pytest.mark.inferred
def test_a_standard_controller_saves_its_record(run_test: Run) -> None:
    body = """Account a = new Account(Name = 'Acme');
    ApexPages.StandardController c = new ApexPages.StandardController(a);
    System.assertEquals(null, c.getId());
    System.assertEquals('/' + c.save().getUrl().removeStart('/'), '/' + a.Id);
    System.assertEquals(1, [SELECT COUNT() FROM Account]);"""
    assert run_test(body) == "passed"


@pytest.mark.inferred
def test_fields_cannot_be_added_to_a_given_record(run_test: Run) -> None:
    body = """try {
        new ApexPages.StandardController(new Account()).addFields(new List<String>{ 'Name' });
        System.assert(false);
    } catch (SObjectException e) {
        System.assert(e.getMessage().startsWith('You cannot call addFields'));
    }"""
    assert run_test(body) == "passed"


@pytest.mark.inferred
def test_a_set_controller_pages_through_its_records(run_test: Run) -> None:
    body = """List<Account> all = new List<Account>();
    for (Integer i = 0; i < 45; i++) all.add(new Account(Name = 'A' + i));
    ApexPages.StandardSetController c = new ApexPages.StandardSetController(all);
    System.assertEquals(20, c.getRecords().size());
    c.last();
    System.assertEquals(3, c.getPageNumber());
    System.assertEquals(5, c.getRecords().size());
    System.assert(!c.getHasNext() && c.getHasPrevious());
    c.setPageSize(50);
    System.assertEquals(1, c.getPageNumber());
    System.assertEquals(45, c.getResultSize());"""
    assert run_test(body) == "passed"


def test_a_set_controller_writes_its_prototype_into_the_chosen_records(run_test: Run) -> None:
    body = """insert new List<Account>{ new Account(Name = 'A'), new Account(Name = 'B') };
    ApexPages.StandardSetController c = new ApexPages.StandardSetController(
        Database.getQueryLocator('SELECT Name FROM Account ORDER BY Name'));
    c.setSelected(new List<SObject>{ c.getRecords()[1] });
    c.getRecord().put('Site', 'here');
    c.save();
    System.assertEquals('B', [SELECT Name FROM Account WHERE Site = 'here'].Name);"""
    assert run_test(body) == "passed"
