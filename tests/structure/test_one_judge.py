"""Only the judge decides what may be said of a change, and it says nothing clear outside a family."""

import ast
import re
from pathlib import Path

import numpy as np
import pytest

from data.model.verdict import CLEAR, Refusal
from data.settings import ROOT
from data.statistics.change.verdicts import BY_HAND, FAMILIES, decided

JUDGE = ROOT / "data" / "statistics" / "change" / "verdicts.py"
# p, p_value, its_p_values, p_adjusted, adjusted_p, corrected: what holds the chance of a test.
CHANCE = re.compile(r"(^|_)(p_?values?|pvals?|pvalues?|p_adjusted|adjusted|corrected|q_?values?)(_|$)", re.IGNORECASE)
CORRECTIONS = {"benjamini_hochberg", "false_discovery_control", "multipletests", "fdrcorrection", "holm", "bonferroni"}
COMPARING = {"lt", "le", "gt", "ge", "less", "less_equal", "greater", "greater_equal", "between", "clip", "digitize",
             "searchsorted", "cut"}  # fmt: skip
MODULES = sorted(
    path
    for folder in ("data", "components", "pages", "etl", "server", "briefing")
    for path in (ROOT / folder).rglob("*.py")
    if path != JUDGE and (ROOT / "data" / "store") not in path.parents
)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def names(node: ast.AST) -> set[str]:
    """Every name, attribute and column that an expression touches."""
    found = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            found.add(part.id)
        elif isinstance(part, ast.Attribute):
            found.add(part.attr)
        elif isinstance(part, ast.Constant) and isinstance(part.value, str):
            found.add(part.value)
    return found


def comparisons(tree: ast.AST) -> list[ast.AST]:
    """Operators that compare, and calls of functions that do; x == x asks whether x is known, and is none."""
    return [
        node
        for node in ast.walk(tree)
        if (
            isinstance(node, ast.Compare) and any(isinstance(op, (ast.Lt, ast.LtE, ast.Gt, ast.GtE)) for op in node.ops)
        )
        or (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in COMPARING)
    ]


def judgements(text: str) -> list[str]:
    """What in a module compares a p-value, or corrects one, or imports what does."""
    tree = ast.parse(text)
    found = [ast.unparse(one) for one in comparisons(tree) if any(CHANCE.search(word) for word in names(one))]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and names(node.func) & CORRECTIONS:
            found.append(ast.unparse(node))
        elif isinstance(node, ast.ImportFrom | ast.Import):
            found += [alias.name for alias in node.names if alias.name in CORRECTIONS]
    return found


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_nobody_else_compares_a_p_value_or_corrects_one(path: Path) -> None:
    assert judgements(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "is_real = p_value < 0.05",
        "real = frame['p_adjusted'] <= LEVEL",
        "real = 0.05 > row.p_value",
        "hot = np.array([corrected(p, 'bh') < 0.05 for p in many])",
        "hot = p_values.lt(0.05)",
        "grade = np.digitize(found.adjusted, [0.001, 0.01])",
        "p = stats.false_discovery_control(many)",
        "p = multipletests(many, method='holm')[1]",
        "from data.statistics.change.verdicts import benjamini_hochberg",
    ],
)
def test_each_way_round_the_judge_is_seen(line: str) -> None:
    assert judgements(line)


@pytest.mark.parametrize(
    "line", ["rows = frame.sort_values('p_value')", "known = p_value == p_value", "is_small = total < 20"]
)
def test_what_is_no_judgement_is_let_pass(line: str) -> None:
    assert judgements(line) == []


def test_the_judge_is_where_it_is_thought_to_be() -> None:
    assert len(judgements(JUDGE.read_text(encoding="utf-8"))) >= 4
    assert len(MODULES) > 100


def documented() -> dict[str, tuple[str, str]]:
    """The table of families of the documentation: members and correction by name."""
    text = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|$", text, re.MULTILINE)
    assert len({family for family, _, _ in rows}) == len(rows)
    return {family: (members, correction) for family, members, correction in rows}


def test_the_documentation_has_the_families_of_the_code() -> None:
    assert documented() == {family: (one.members, one.correction.value) for family, one in FAMILIES.items()}


def families_named(path: Path) -> set[str]:
    """The families that a module gives to figures: what stands under ``family``, in keywords, dicts and columns."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        given: list[tuple[str | None, ast.AST]] = []
        if isinstance(node, ast.keyword):
            given = [(node.arg, node.value)]
        elif isinstance(node, ast.Dict):
            given = [(key.value, value) for key, value in zip(node.keys, node.values, strict=True)
                     if isinstance(key, ast.Constant) and isinstance(key.value, str)]  # fmt: skip
        found |= {
            value.value
            for key, value in given
            if key == "family" and isinstance(value, ast.Constant) and isinstance(value.value, str)
        }
    return found


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_names_no_family_that_does_not_exist(path: Path) -> None:
    assert families_named(path) <= {*FAMILIES, BY_HAND}


def test_a_family_that_is_not_in_the_table_is_refused() -> None:
    with pytest.raises(KeyError, match="cards"):
        decided(figure("cards"), [True])


@pytest.mark.parametrize("family", [BY_HAND, *FAMILIES])
def test_a_figure_is_clear_only_in_a_family(family: str) -> None:
    (verdict,) = decided(figure(family), [True])["verdict"]
    assert (verdict in CLEAR) == (family != BY_HAND)


def figure(family: str) -> dict[str, np.ndarray]:
    """A rise beyond all doubt."""
    return {
        "family": np.array([family]),
        "group": np.array([""]),
        "difference": np.array([900.0]),
        "p_value": np.array([1e-30]),
        "lower_90_pct": np.array([80.0]),
        "upper_90_pct": np.array([100.0]),
        "refusal": np.array([Refusal.NONE]),
        "change_pct": np.array([90.0]),
    }
