"""Whatever a plan says, whoever changes what meanwhile: a change set is the three-way decision."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st

from plantool.diagnostics import MISSING, Change, Missing, NodePath
from plantool.editing.change_set import (
    ChangeResult,
    Statement,
    apply_statement,
    apply_statements,
    group_statements,
)
from plantool.editing.layout import lay_out_document
from plantool.editing.refusal_reason import RefusalReason
from plantool.loading.key_order import build_key_order
from plantool.syntax.comments import list_comments
from plantool.syntax.nodes import find_text_end
from plantool.syntax.parse import parse_document
from plantool.syntax.paths import find_node
from tests.drawing import share
from tests.editing.own_comments import own_comments
from tests.editing.scribe import Scribe
from tests.editing.test_change_edits_anything import (
    additions,
    may_lose_a_comment,
    nodes,
    touched,
    values,
)

if TYPE_CHECKING:
    from random import Random

    from plantool.syntax.document import Document
    from plantool.syntax.nodes import Plain

Data: TypeAlias = Any  # plain data, looked into without asking what it is
ORDER = build_key_order("initiative")
YEARS = ["H30", "H31", "R2"]
# what is one statement, once more, so that the test does not lean on what it tests
PARTNERS = ({"value", "state"}, {"value", "text"}, {"status", "reason"})

randoms = st.randoms(use_true_random=True)
words = st.sampled_from(["検討", "１か所", "a: b", "yes", "12", "- x", "新規 #1"])
scalars = st.none() | st.booleans() | st.integers(-9, 9) | st.decimals(-9, 9, places=1) | words
reports = st.fixed_dictionaries(
    {"value": scalars, "state": words}, optional={"note": words, "reason": words}
)
judgements = st.fixed_dictionaries({"status": words, "reason": words})


def by_year(what: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.dictionaries(st.sampled_from(YEARS), what, min_size=1)


def measures(name: str) -> st.SearchStrategy[Any]:
    keys = {"id": st.just(name), "planned": by_year(scalars), "results": by_year(reports)}
    return st.fixed_dictionaries(keys, optional={"name": words, "judgement": by_year(judgements)})


plans = st.fixed_dictionaries(
    {"id": st.just("1-2"), "title": words, "measures": st.tuples(measures("a"), measures("b"))}
).map(lambda data: {**data, "measures": list(data["measures"])})


class Scene(NamedTuple):
    """What the makers of ``changes`` saw is in their bases; ``now`` is what the file says."""

    changes: list[Change]
    now: Plain


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """Draw changes of one plan, and what others made of some of their paths, and of others."""
    seen: Data = draw(plans)
    now = deepcopy(seen)
    leaves = [path for path, node in nodes(seen) if not isinstance(node, dict | list)]
    holders = [path for path, node in nodes(seen) if isinstance(node, dict)]
    new_keys = [(*path, key) for path in holders for key in ("note", "text", "status", "R2")]
    new_keys = [path for path in new_keys if at(seen, path) is MISSING]
    every_path = st.sampled_from([*leaves, *new_keys])
    paths = draw(st.lists(every_path, min_size=1, max_size=6, unique=True))
    changes = [
        Change("1-2.yaml", path, at(seen, path), draw(scalars | st.just(MISSING))) for path in paths
    ]
    for change in changes:
        match draw(st.sampled_from(["nothing", "nothing", "the same", "something else"])):
            case "the same":
                put(now, change.path, change.new)
            case "something else":
                put(now, change.path, draw(scalars))
            case _:
                pass
    for path in draw(st.lists(every_path, max_size=3)):
        put(now, path, draw(scalars))
    return Scene(changes, now)


def at(data: Data, path: NodePath) -> Data:
    for step in path:
        if isinstance(data, dict) and step not in data:
            return MISSING
        data = data[step]
    return data


def put(data: Data, path: NodePath, value: object) -> None:
    for step in path[:-1]:
        data = data.setdefault(step, {}) if isinstance(data, dict) else data[step]
    if value is not MISSING:
        data[path[-1]] = value
    elif len(data) > 1:  # as nobody leaves a mapping without entries
        data.pop(path[-1], None)


def take(data: Data, path: NodePath) -> bool:
    """Take an entry away, with all that it would leave empty; tell whether it can be.

    An item of a list stays, and so does the file.
    """
    if not path or isinstance(path[-1], int):
        return False
    data_at(data, path[:-1]).pop(path[-1], None)
    return bool(data_at(data, path[:-1])) or take(data, path[:-1])


def make(data: Data, statement: Statement) -> bool:
    """Change what is written before what is deleted; tell whether all of it can be."""
    for change in statement:
        if change.new is not MISSING:
            put(data, change.path, change.new)
    taken = [take(data, change.path) for change in statement if change.new is MISSING]
    return all(taken)


def same(one: object, other: object) -> bool:
    """Compare scalars: ``true`` is not 1, while 1.0 is."""
    return isinstance(one, bool) is isinstance(other, bool) and one == other


def decision(now: Plain, statement: Statement) -> ChangeResult:
    """Decide as the issue does: all as they were, or all as they are to be, or a conflict."""
    if all(same(at(now, change.path), change.new) for change in statement):
        return ChangeResult.ALREADY_SO
    if all(same(at(now, change.path), change.base) for change in statement):
        return ChangeResult.APPLIED
    return ChangeResult.CONFLICT


def read(text: str) -> Document:
    return parse_document(text.encode(), "1-2.yaml")


def text_of(document: Document) -> str:
    assert document.source is not None
    return document.source.text


def data_of(document: Document) -> Data:
    assert document.root is not None
    return document.root.to_plain()


def comments(document: Document) -> Counter[str]:
    return Counter(comment.text for comment in list_comments(document))


def may_be_refused(document: Document, statement: Statement) -> bool:
    """Tell whether a comment would go, or be taken for text."""
    text = text_of(document)
    return any(
        (change.new is MISSING and "#" in text) or may_lose_a_comment(text, change.path)
        for change in statement
    )


def data_at(data: Data, path: NodePath) -> Data:
    found = at(data, path)
    return {} if found is MISSING else found


def follow(document: Document, changes: list[Change]) -> list[tuple[Statement, Document, Document]]:
    """Make changes one after another, each as decided; return what was made, before and after."""
    made = []
    for statement in group_statements(changes):
        before, expected = document, deepcopy(data_of(document))
        document, (verdict, reason, _) = apply_statement(before, statement, ORDER)
        wanted = decision(expected, statement)
        leaves_something = wanted is not ChangeResult.APPLIED or make(expected, statement)
        if verdict is ChangeResult.REFUSED:
            assert wanted is ChangeResult.APPLIED
            assert leaves_something is not (reason is RefusalReason.ONLY_ENTRY)
            assert may_be_refused(before, statement) or not leaves_something
        else:
            assert verdict is wanted
        if verdict is ChangeResult.APPLIED:
            made.append((statement, before, document))
        else:
            assert document is before
            expected = data_of(before)
        assert document.diagnostics == ()
        assert data_of(document) == expected
        assert comments(document) == comments(before)
    return made


@given(scenes(), randoms)
@settings(max_examples=share(300))
def test_a_change_set_is_the_three_way_decision_in_every_hand(scene: Scene, random: Random) -> None:
    follow(read(Scribe(random).file(scene.now)), scene.changes)


@given(scenes(), randoms)
@settings(max_examples=share(300))
def test_in_a_file_laid_out_nothing_moves_that_nobody_changed(scene: Scene, random: Random) -> None:
    text = lay_out_document(read(Scribe(random).file(scene.now)), ORDER)
    assert text is not None
    for statement, before, after in follow(read(text), scene.changes):
        if len(statement) > 1:
            continue
        (change,) = statement
        old, new = text_of(before), text_of(after)
        path = change.path
        while change.new is MISSING and len(data_at(data_of(before), path[:-1])) == 1:
            path = path[:-1]  # which would be left empty
        lines = lines_of(before, path)
        # the comma before an entry in braces goes with it, though it may end another line; the key
        # after the first of an item takes the dash, without the blank lines before it
        more = 1 + old.splitlines().count("") if change.new is MISSING else 0
        assert touched(old, new) <= max(lines, 1) + more
        if lines == 1 and change.new is not MISSING:
            assert touched(old, new) == 1
            assert len(old.splitlines()) == len(new.splitlines())


@given(scenes(), randoms)
@settings(max_examples=share(300))
def test_changes_made_together_are_those_made_one_after_another(
    scene: Scene, random: Random
) -> None:
    document = read(Scribe(random).file(scene.now))
    together, verdicts = apply_statements(document, group_statements(scene.changes), ORDER)
    after, one_by_one = document, []
    for statement in group_statements(scene.changes):
        after, verdict = apply_statement(after, statement, ORDER)
        one_by_one.append(verdict)
    assert (text_of(together), verdicts) == (text_of(after), one_by_one)


@given(st.data(), plans, randoms)
@settings(max_examples=share(300))
def test_no_comment_of_an_entry_becomes_that_of_another(
    draws: st.DataObject, data: Data, random: Random
) -> None:
    paths = [path for path, _ in nodes(data) if path and isinstance(path[-1], str)]
    gone = draws.draw(st.lists(st.sampled_from(paths), max_size=6))
    changes = [Change("1-2.yaml", path, at(data, path), MISSING) for path in gone]
    for _, before, after in follow(read(Scribe(random).file(data)), changes):
        now, was_own, own = data_of(after), own_comments(before), own_comments(after)
        kept = {c: path for c, path in was_own.items() if at(now, path) is not MISSING}
        assert {c: path for c, path in own.items() if c in was_own} == kept


def lines_of(document: Document, path: NodePath) -> int:
    """Count the lines that an entry takes, none where it is not there."""
    if at(data_of(document), path) is MISSING:
        return 0
    assert document.root is not None
    key, node = (find_node(document.root, path, on_key=on_key) for on_key in (True, False))
    end = find_text_end(node, text_of(document))
    return text_of(document)[key.start.index : end].count("\n") + 1


@given(scenes())
def test_changes_of_one_statement_are_made_together(scene: Scene) -> None:
    groups = group_statements(scene.changes)
    grouped = [change for group in groups for change in group]
    assert {change.path: change for change in grouped} == {c.path: c for c in scene.changes}
    for group in groups:
        assert len({change.path[:-1] for change in group}) == 1
        keys = {change.path[-1] for change in group}
        assert len(keys) == 1 or any(keys & pair for pair in PARTNERS)
    whole = {change.path: group for group in groups for change in group}
    for one in scene.changes:
        for other in scene.changes:
            pair = {one.path[-1], other.path[-1]}
            if one.path[:-1] == other.path[:-1] and pair in PARTNERS:
                assert whole[one.path] is whole[other.path]


@given(st.data(), plans, randoms)
@settings(max_examples=share(200))
def test_collections_are_written_into_every_hand(
    draws: st.DataObject, data: dict[str, Plain], random: Random
) -> None:
    document = read(Scribe(random).file(data))
    call = draws.draw(additions(data))
    path = call.path if isinstance(at(data, call.path), Missing) else (*call.path, 99)
    if path[-1] == 99:  # an item of a list
        path = (*call.path, len(data_at(data, call.path)))
    change = Change("1-2.yaml", path, MISSING, draws.draw(values))
    after, verdict = apply_statement(document, (change,), ORDER)
    assert verdict.result is ChangeResult.APPLIED
    put_item(data, change)
    assert data_of(after) == data
    assert comments(after) == comments(document)


def put_item(data: Data, change: Change) -> None:
    holder = data_at(data, change.path[:-1])
    if isinstance(holder, list):
        holder.append(change.new)
    else:
        holder[change.path[-1]] = change.new
