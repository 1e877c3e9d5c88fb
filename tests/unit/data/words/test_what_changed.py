import re
from collections.abc import Sequence
from math import nan

import numpy as np
import pandas as pd
import pytest

from data.model.comparison import JUST_BEFORE
from data.model.period import Period, add_months
from data.model.verdict import CLEAR, WITHOUT_PERCENTAGE, Refusal, Verdict
from data.statistics.change.figures import Figures
from data.words.what_changed import rank_sentence, what_changed
from tests.fixtures.cubes import MONTHS, OTHERS, OWN, WARD_CODES, compared, scope
from tests.fixtures.selections import TYPES

PER_CENT = r"[+−]?[\d,]+\.\d\d?%"
ROW = re.compile(
    r"^(?:Closest to one: )?(?P<name>.+?) (?P<verb>rose|fell|went|stayed) "
    r"(?:from (?P<before>[\d,]+) to|at) (?P<now>[\d,]+)"
    rf"(?: \((?P<change>{PER_CENT}); "
    rf"(?P<sure>95% interval )?(?P<low>{PER_CENT}) to (?P<high>{PER_CENT})"
    r"(?P<possible> possible)?(?P<daily>, by the day)?\))?: "
    r"(?P<verdict>.+)\.$"
)
NONE = re.compile(r"^None of the (?P<count>\d+) \w+ has a clear change\.$")
REST = re.compile(r"^(?:Of the others|None of the [\d,]+ \w+ has a clear change:) (?P<parts>[^.]+)\.$")
MORE = re.compile(r"^(?:[\d,]+ more (?:rose|fell))(?: and [\d,]+ more fell)? clearly\.$")
REFUSED = re.compile(rf"^.+ (?:can|cannot) be compared: (?:{'|'.join(one for one in Refusal if one)})\.$")


def value(text: str) -> float:
    return float(text.replace(",", "").replace("−", "-").strip("%+"))


def check_row(found: dict[str, str], frame: pd.DataFrame) -> None:
    """A sentence on one row says what the row says, and no more."""
    row = frame[frame["name"] == found["name"]].iloc[0]
    now, before = value(found["now"]), value(found["before"] or found["now"])
    assert found["verdict"] == str(row["verdict"]).lower()
    assert (now, before) == (row["total_0"], row["total_1"])
    is_clear = row["verdict"] in CLEAR
    assert (found["verb"] in ("rose", "fell")) == is_clear
    if row["verdict"] in WITHOUT_PERCENTAGE or before == 0:
        assert found["change"] is None
        return
    shown = [value(found[key]) for key in ("change", "low", "high")]
    assert shown == pytest.approx(row[["change_pct", "lower_ci_pct", "upper_ci_pct"]].tolist(), abs=0.051)
    assert (found["daily"] is not None) == (abs(row["daily_pct"] - row["change_pct"]) >= 0.5)
    # An interval that leaves out zero stands beside a clear verdict, or is said to be of what is possible.
    assert (found["sure"] is not None, found["possible"] is not None) == (is_clear, not is_clear)


def check(sentences: list[str], frame: pd.DataFrame) -> None:
    """Every sentence is one that is known, and its numbers are those of the frame."""
    assert 1 <= len(sentences) <= 5
    named: list[str] = []
    for sentence in sentences:
        assert not re.search(r"\b(nan|inf|NaT)\b|  |-\d|<NA>", sentence), sentence
        row, rest, none = ROW.match(sentence), REST.match(sentence), NONE.match(sentence)
        assert row or rest or none or MORE.match(sentence) or REFUSED.match(sentence), sentence
        if none:
            assert (frame["verdict"] == Verdict.UNCLEAR).all()
            assert int(none["count"]) == len(frame)
        if row:
            check_row(row.groupdict(), frame)
            named.append(row["name"])
        elif rest:
            others = int((~frame["verdict"].isin(CLEAR)).sum())
            assert sum(int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", rest["parts"])) == others
    clear = frame[frame["verdict"].isin(CLEAR)].sort_values("p_value", kind="stable")["name"].tolist()
    if clear:
        assert named == clear[: len(named)]
        assert len(named) + sum(map(int, re.findall(r"(\d+) more", " ".join(sentences)))) == len(clear)


def test_no_sentence_over_400_random_tables_contradicts_its_numbers() -> None:
    random, seen = np.random.default_rng(400), set()
    codes = (*((code,) for code in (OWN, *OTHERS, *WARD_CODES)), ("W1", "W2"), OTHERS)
    kinds = (*((name,) for name in TYPES), TYPES[:3], TYPES[:2])
    asked = [(code, types) for code in codes for types in kinds]
    for draw in range(400):
        one = scope(seed=draw % 20)
        one.districts.counts[24:, random.integers(4), random.integers(4)] *= random.choice([0.5, 2])
        np.ceil(one.districts.counts, out=one.districts.counts)
        if draw % 5 == 0:
            one.districts.counts[random.integers(12, 36), 2] = nan
        length = int(random.integers(1, 13))
        last = add_months(MONTHS[-1], -int(random.integers(0, 13 - length)))
        period = Period(add_months(last, 1 - length), last)
        figures = Figures(one, compared(period, str(random.choice(["1", "2", JUST_BEFORE]))))
        chosen = [asked[place] for place in random.permutation(len(asked))[: random.integers(1, 20)]]
        frame = figures.lookup(chosen).assign(name=[f"Row {place}" for place in range(len(chosen))])
        check(what_changed(frame, "name", "figures"), frame)
        seen |= set(frame["verdict"])
    assert seen == set(Verdict)


def table(**columns: Sequence[object]) -> pd.DataFrame:
    size = len(columns["verdict"])
    plain: dict[str, object] = {
        "total_0": [150.0] * size,
        "total_1": [100.0] * size,
        "change_pct": [50.0] * size,
        "daily_pct": [50.0] * size,
        "lower_ci_pct": [20.0] * size,
        "upper_ci_pct": [90.0] * size,
        "p_value": [0.001 * (place + 1) for place in range(size)],
        "refusal": [Refusal.NONE] * size,
        "crime_type": [f"Type {place}" for place in range(size)],
    }
    return pd.DataFrame(plain | columns)


def test_the_surest_change_comes_first_and_the_rest_is_counted() -> None:
    kinds = [Verdict.UNCLEAR, Verdict.CLEAR_RISE, Verdict.CLEAR_FALL, Verdict.TOO_FEW, Verdict.CANNOT_COMPARE]
    frame = table(verdict=kinds, p_value=[0.5, 0.01, 0.001, 0.9, nan], total_1=[100.0, 100, 1200, 3, nan])
    assert what_changed(frame, "crime_type", "crime types") == [
        "Type 2 fell from 1,200 to 150 (+50.0%; 95% interval +20.0% to +90.0%): clear fall.",
        "Type 1 rose from 100 to 150 (+50.0%; 95% interval +20.0% to +90.0%): clear rise.",
        "Of the others 1 shows no clear change, 1 is too few to tell and 1 cannot be compared.",
    ]


def test_without_a_clear_change_the_first_of_the_others_is_named() -> None:
    frame = table(verdict=[Verdict.SAME, Verdict.POSSIBLE_RISE, Verdict.TOO_FEW], p_value=[0.5, 0.03, 0.001])
    assert what_changed(frame, "crime_type", "crime types") == [
        "None of the 3 crime types has a clear change: 1 is a possible rise, not certain, 1 is about the same and 1 is "
        "too few to tell.",
        "Closest to one: Type 1 went from 100 to 150 (+50.0%; +20.0% to +90.0% possible): possible rise, not certain.",
    ]


def test_at_most_five_sentences_the_place_among_areas_last() -> None:
    kinds = [Verdict.CLEAR_RISE] * 5 + [Verdict.CLEAR_FALL, Verdict.UNCLEAR]
    placed = rank_sentence("Westmere", "5th of 14", "districts", "all crime")
    found = what_changed(table(verdict=kinds), "crime_type", "figures", placed)
    assert len(found) == 5
    assert found[2] == "3 more rose and 1 more fell clearly."
    assert found[4] == placed == "Of the districts, highest first, Westmere is 5th of 14, for all crime."


def test_fewer_sentences_are_made_where_fewer_are_asked_for() -> None:
    kinds = [Verdict.CLEAR_RISE] * 5 + [Verdict.UNCLEAR]
    found = what_changed(table(verdict=kinds), "crime_type", "wards", most=3)
    assert [text.split(" ")[0] for text in found] == ["Type", "4", "Of"]


def test_too_few_gives_counts_and_no_percentage() -> None:
    blank = {name: [nan] for name in ("change_pct", "daily_pct", "lower_ci_pct", "upper_ci_pct")}
    frame = table(verdict=[Verdict.TOO_FEW], total_0=[3.0], total_1=[3.0], **blank)
    assert what_changed(frame, "crime_type", "figures") == ["Type 0 stayed at 3: too few to tell."]


def test_an_interval_is_by_the_day_where_the_days_make_half_a_point() -> None:
    frame = table(verdict=[Verdict.CLEAR_RISE], daily_pct=[49.4])
    (said,) = what_changed(frame, "crime_type", "figures")
    assert said.endswith("to +90.0%, by the day): clear rise.")


def test_what_cannot_be_compared_gives_its_reason_and_no_number() -> None:
    frame = table(verdict=[Verdict.CANNOT_COMPARE] * 2, refusal=[Refusal.ONE_MONTH] * 2)
    assert what_changed(frame.head(1), "crime_type", "figures") == [f"Type 0 cannot be compared: {Refusal.ONE_MONTH}."]
    assert what_changed(frame, "crime_type", "wards") == [f"None of the 2 wards can be compared: {Refusal.ONE_MONTH}."]


def test_an_empty_table_says_nothing() -> None:
    assert what_changed(table(verdict=[]), "crime_type", "figures") == []
