"""What initialises an object: the fields and blocks of its class, and when they run."""

from __future__ import annotations

from sfsim.apex import nodes
from sfsim.apex.codegen.context import Types, chain_of
from sfsim.apex.declarations import TypeDeclaration


def is_initialized_apart(types: Types, owner: TypeDeclaration) -> bool:
    """Whether `new` runs the instance initialisers before the constructor, and not this itself.

    All initialisers of a class and its superclasses run before any constructor's body: an
    overridden method that a superclass's constructor calls sees the initial values. Only where
    there is a hierarchy can that be told from running them at the constructor's start, which is
    faster. Source: recorded, fflib_SObjectUnitOfWorkTest.testDerivedUnitOfWork_CommitSuccess.
    """
    chain = [found for found in chain_of(types, owner) if found.is_user]
    if len(chain) == 1 and not owner.modifiers & {"virtual", "abstract"}:
        return False
    return any(instance_parts(found) for found in chain)


def instance_parts(owner: TypeDeclaration) -> list[nodes.Node]:
    """Instance fields, properties and initialiser blocks in textual order."""
    node = owner.node
    if not isinstance(node, nodes.ClassDeclaration):
        return []
    found: list[nodes.Node] = []
    for member in node.members:
        if isinstance(member, nodes.InitializerBlock) and not member.is_static:
            found.append(member)
        elif isinstance(member, nodes.FieldDeclaration) and not member.modifiers.has("static"):
            found.extend(member.declarators)
        elif isinstance(member, nodes.PropertyDeclaration) and not member.modifiers.has("static"):
            found.append(member)
    return found
