"""The save order: named steps with one signature, in the documented order; nothing else knows it.

Source: Apex Developer Guide, "Triggers and Order of Execution" (numbering of v60 and later in the
step names where it has one). Steps for features that sfsim does not have yet (flows, duplicate
rules, assignment rules, workflow) are added here when they come; until then docs/known-gaps.md says
what saving leaves out, and `sfsim check` names it in a project.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sfsim.platform.dml.automation_steps import refuse_automations
from sfsim.platform.dml.deletion import check_delete, delete_rows, purge_rows, undelete_rows
from sfsim.platform.dml.formula_steps import check_rules
from sfsim.platform.dml.loading import load_insert, load_stored, load_update
from sfsim.platform.dml.references import check_references, resolve_external_references
from sfsim.platform.dml.rows import Save
from sfsim.platform.dml.saving import save_insert, save_update
from sfsim.platform.dml.trigger_steps import after_triggers, before_triggers
from sfsim.platform.dml.uniqueness import check_unique
from sfsim.platform.dml.validation import check_required, check_values

INSERT: Final = frozenset({"insert"})
UPDATE: Final = frozenset({"update"})
SAVE: Final = INSERT | UPDATE
DELETE: Final = frozenset({"delete"})
UNDELETE: Final = frozenset({"undelete"})
PURGE: Final = frozenset({"purge"})
"""Emptying the recycle bin: no triggers run."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the operations that it belongs to, and what it does to the rows without errors."""

    name: str
    operations: frozenset[str]
    run: Callable[[Save], None]


SAVE_ORDER: Final[tuple[Step, ...]] = (
    Step("1 initialise the record", INSERT, load_insert),
    Step("1 load the record, overwrite with the new values", UPDATE, load_update),
    Step("1 load the record", DELETE | UNDELETE | PURGE, load_stored),
    Step("2 system validation: values and formats", SAVE, check_values),
    Step("2 parents named by an external id", SAVE, resolve_external_references),
    Step("3 flows before the save, 11 workflow rules, 14 flows", SAVE | DELETE, refuse_automations),
    Step("4 before triggers", SAVE | DELETE, before_triggers),
    Step("5 system validation: values and formats", SAVE, check_values),
    Step("5 system validation: required fields", SAVE, check_required),
    Step("5 system validation: foreign keys", SAVE, check_references),
    Step("5 custom validation rules", SAVE, check_rules),
    Step("5 unique fields", SAVE, check_unique),
    Step("7 save to the database", INSERT, save_insert),
    Step("7 save to the database", UPDATE, save_update),
    Step("restricted children", DELETE, check_delete),
    Step("delete with cascade", DELETE, delete_rows),
    Step("undelete with children", UNDELETE, undelete_rows),
    Step("remove for good", PURGE, purge_rows),
    Step("8 after triggers", SAVE | DELETE | UNDELETE, after_triggers),
)
