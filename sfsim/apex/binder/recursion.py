"""Which methods may lie on a cycle of calls: those count their depth at run time.

All code outside the unit is one node of the graph: it is reached by whatever may leave the unit and
reaches whatever can be called from outside. So the answer errs on the side of counting.
"""

from __future__ import annotations

from typing import Final

from sfsim.apex import nodes
from sfsim.apex.binder.body import EXTERNAL
from sfsim.apex.binder.unit import Unit
from sfsim.apex.binder.visibility import TEST_VISIBLE
from sfsim.apex.declare import annotation_set, modifier_set

OPEN: Final = frozenset(
    {"public", "global", "protected", "webservice", "override", "virtual", "abstract"}
)


def find_recursive(unit: Unit) -> set[nodes.Node]:
    """The methods, constructors and accessors that may call themselves in the end."""
    graph = {key: set(targets) for key, targets in unit.calls.items()}
    graph[EXTERNAL] = {key for key in graph if _is_open(key)}
    recursive: set[nodes.Node] = set()
    for component in _components(graph):
        first = component[0]
        if len(component) > 1 or first in graph.get(first, ()):
            recursive |= {each for each in component if isinstance(each, nodes.Node)}
    return recursive


def _is_open(key: object) -> bool:
    """Whether code outside may call this: only a private member is safe from that."""
    if isinstance(key, nodes.MethodDeclaration | nodes.ConstructorDeclaration):
        modifiers = modifier_set(key.modifiers)
        return bool(modifiers & OPEN) or TEST_VISIBLE in annotation_set(key.modifiers)
    return isinstance(key, nodes.Accessor)


def _components(graph: dict[object, set[object]]) -> list[list[object]]:
    """Tarjan's strongly connected components, without recursion."""
    index: dict[object, int] = {}
    low: dict[object, int] = {}
    on_stack: set[object] = set()
    stack: list[object] = []
    found: list[list[object]] = []
    for root in graph:
        if root in index:
            continue
        work = [(root, iter(graph[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, targets = work[-1]
            advanced = False
            for target in targets:
                if target not in graph:
                    continue
                if target not in index:
                    index[target] = low[target] = len(index)
                    stack.append(target)
                    on_stack.add(target)
                    work.append((target, iter(graph[target])))
                    advanced = True
                    break
                if target in on_stack:
                    low[node] = min(low[node], index[target])
            if advanced:
                continue
            work.pop()
            if work:
                parent = work[-1][0]
                low[parent] = min(low[parent], low[node])
            if low[node] == index[node]:
                found.append(_pop_component(node, stack, on_stack))
    return found


def _pop_component(root: object, stack: list[object], on_stack: set[object]) -> list[object]:
    component = []
    while True:
        node = stack.pop()
        on_stack.discard(node)
        component.append(node)
        if node is root:
            return component
