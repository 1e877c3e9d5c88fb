import re
from collections.abc import Sequence
from math import nan
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.analysis.change_table import changes_with_verdict
from data.analysis.what_changed import rank_sentence, what_changed
from data.period import Period, add_months, month_range
from data.schema import Verdict
from etl.publish import current
from tests.fixtures.small_raw import query

NUMBER = r"[\d,]+(?:\.\d)?"
PER_CENT = r"[+−]?[\d,]+\.\d\d?%"
ROW = re.compile(
    rf"^(?:The surest of them: |Among them: )?(?P<name>.+?) (?P<verb>rose|fell|went|stayed) "
    rf"(?:from (?P<before>{NUMBER}) to|at) "
    rf"(?P<now>{NUMBER})(?P<unit> a month)?"
    rf"(?: \((?P<change>{PER_CENT}), 95% interval (?P<low>{PER_CENT}) to (?P<high>{PER_CENT})\))?: "
    rf"(?P<verdict>[a-z ]+?)(?: once (?P<comparisons>[\d,]+) comparisons are allowed for)?\.$"
)
REST = re.compile(
    r"^(?:Of the others,|None of the [\d,]+ \w+ changed by more than chance would explain:) "
    r"(?P<parts>[^.]+?)(?:, as a month of one of the periods is missing)?\.$"
)
OTHERS = re.compile(
    r"^(?:.+ (?:is|is not) comparable: a month of one of the periods is missing"
    r"|No change is given until both periods are complete"
    r"|So few months do not tell how much the figure varies by chance"
    r"|With numbers like these even a doubling would be missed one time in five or more"
    r"|With numbers like these the smallest rise that would be found four times in five is [\d,]+%"
    r"|(?P<more>[\d,]+ more (?:rose|fell)(?: and [\d,]+ more fell)?) by more than chance would explain)\.$"
)


def value(text: str) -> float:
    return float(text.replace(",", "").replace("−", "-").strip("%+"))


def check_row(found: dict[str, str], frame: pd.DataFrame, months: tuple[int, int]) -> None:
    """A sentence on one row says what the row says, and no more."""
    row = frame[frame["name"] == found["name"]].iloc[0]
    per = [1, 1] if months[0] == months[1] else months
    now, before = row["total_0"] / per[0], row["total_1"] / per[1]
    assert found["verdict"] == row["verdict"]
    assert (found["unit"] is not None) == (months[0] != months[1])
    assert value(found["now"]) == pytest.approx(now, abs=0.051)
    assert value(found["before"] or found["now"]) == pytest.approx(before, abs=0.051)
    allowed = {Verdict.HIGHER: {"rose"}, Verdict.LOWER: {"fell"}}.get(row["verdict"], {"went", "stayed"})
    assert found["verb"] in allowed
    if found["verb"] == "rose":
        assert now > before
    if found["verb"] == "fell":
        assert now < before
    if row["verdict"] == Verdict.TOO_FEW or row["total_1"] == 0:
        assert found["change"] is None
    else:
        shown = [value(found[key]) for key in ("change", "low", "high")]
        assert shown == pytest.approx(row[["change_pct", "lower_ci_pct", "upper_ci_pct"]].tolist(), abs=0.051)
        leaves_out_zero = shown[1] > 0 or shown[2] < 0
        is_real = row["verdict"] in (Verdict.HIGHER, Verdict.LOWER)
        assert leaves_out_zero == (is_real or found["comparisons"] is not None)


def check(sentences: list[str], frame: pd.DataFrame, months: tuple[int, int]) -> None:
    """Every sentence is one that is known, and its numbers are those of the frame."""
    assert 2 <= len(sentences) <= 5
    named, more = [], 0
    for sentence in sentences:
        assert sentence.strip() == sentence != ""
        assert "  " not in sentence
        assert not re.search(r"\b(nan|inf|None|NaT)\b(?! of the)|E0\d{7}|-\d|<NA>", sentence), sentence
        row, rest, other = ROW.match(sentence), REST.match(sentence), OTHERS.match(sentence)
        assert row or rest or other, sentence
        if rest:
            said = {
                k: int(n.replace(",", ""))
                for n, k in re.findall(r"([\d,]+) (?:is|are) ([a-z ]+?)(?=,| and|$)", rest["parts"])
            }
            kinds = frame["verdict"].value_counts()
            assert said == {str(k): n for k, n in kinds.items() if k not in (Verdict.HIGHER, Verdict.LOWER)}
        elif row:
            check_row(row.groupdict(), frame, months)
            named.append(row["name"])
        elif other and other["more"]:
            more = sum(int(n.replace(",", "")) for n in re.findall(r"([\d,]+) more", other["more"]))
    real = frame[frame["verdict"].isin([Verdict.HIGHER, Verdict.LOWER])].sort_values("p_value", kind="stable")
    if len(real):
        assert named == real["name"].tolist()[: len(named)]
        assert len(named) + more == len(real)


@pytest.fixture(scope="module")
def wards(demo_store: Path) -> pd.DataFrame:
    """The demonstration's wards by month and crime type: area_code, name, crime_type, period_month, offence_count."""
    path = current(demo_store)
    assert path is not None
    found = query(
        path,
        "SELECT c.area_code, a.area_name, c.crime_type, c.period_month, c.offence_count::DOUBLE "
        "FROM fct_crime_monthly c JOIN dim_area a USING (area_code, vintage, area_type) WHERE area_type = 'ward'",
    )
    columns = ["area_code", "area_name", "crime_type", "period_month", "offence_count"]
    frame = pd.DataFrame(found, columns=columns).astype({"period_month": "datetime64[us]"})
    axes = [sorted(frame[c].unique()) for c in ("area_code", "crime_type", "period_month")]
    index = pd.MultiIndex.from_product(axes, names=["area_code", "crime_type", "period_month"])
    names = frame.drop_duplicates("area_code").set_index("area_code")["area_name"]
    dense = frame.set_index(index.names)["offence_count"].reindex(index, fill_value=0).reset_index()
    return dense.assign(area_name=dense["area_code"].map(names))


def choose(random: np.random.Generator, wards: pd.DataFrame) -> tuple[pd.DataFrame, str, Period, Period]:
    """Some wards, some types, two periods and now and then a gap."""
    codes, types = wards["area_code"].unique(), wards["crime_type"].unique()
    key = str(random.choice(["area_code", "crime_type"]))
    some = random.choice(codes, random.integers(1, len(codes) + 1), replace=False)
    kinds = random.choice(types, random.integers(1, len(types) + 1), replace=False)
    chosen = wards[wards["area_code"].isin(some) & wards["crime_type"].isin(kinds)]
    monthly = chosen.groupby(["period_month", key], as_index=False)["offence_count"].sum()
    first, length = monthly["period_month"].min().date(), int(random.integers(1, 13))
    back = int(random.choice([12, length, 18]))
    start = add_months(first, int(random.integers(back, 36 - length + 1)))
    now = Period(start, add_months(start, length - 1))
    shorter = length if random.random() < 0.8 else int(random.integers(1, length + 1))
    earlier = add_months(start, -max(back, shorter))
    before = Period(earlier, add_months(earlier, shorter - 1))
    if random.random() < 0.2:
        gap = pd.Timestamp(random.choice(np.array(month_range(first, add_months(first, 35)), dtype="datetime64[D]")))
        one = monthly[key] == monthly[key].iloc[0] if random.random() < 0.5 else True
        monthly.loc[(monthly["period_month"] == gap) & one, "offence_count"] = nan
    return monthly, key, now, before


def test_no_sentence_over_500_random_selections_contradicts_its_numbers(wards: pd.DataFrame) -> None:
    random = np.random.default_rng(500)
    seen: set[str] = set()
    names = wards.drop_duplicates("area_code").set_index("area_code")["area_name"]
    for _ in range(500):
        monthly, key, now, before = choose(random, wards)
        correction = random.choice(np.array(["holm", "bh", None], dtype=object))
        frame = changes_with_verdict(monthly, key, now, before, correction)
        frame["name"] = frame[key].map(names) if key == "area_code" else frame[key]
        months = (len(now.months), len(before.months))
        sentences = what_changed(frame, "name", months, "figures")
        check(sentences, frame, months)
        seen |= set(frame["verdict"]) | {"single"} if len(frame) == 1 else set(frame["verdict"])
    assert seen == {*Verdict, "single"}


def table(**columns: Sequence[object]) -> pd.DataFrame:
    size = len(columns["verdict"])
    plain: dict[str, object] = {
        "total_0": [150.0] * size,
        "total_1": [100.0] * size,
        "change_pct": [50.0] * size,
        "lower_ci_pct": [20.0] * size,
        "upper_ci_pct": [90.0] * size,
        "p_value": [0.001 * (place + 1) for place in range(size)],
        "comparisons": [size] * size,
        "detectable_rise_pct": [40.4] * size,
        "crime_type": [f"Type {place}" for place in range(size)],
    }
    return pd.DataFrame(plain | columns)


def test_the_surest_change_comes_first_and_the_rest_is_counted() -> None:
    kinds = [Verdict.NORMAL, Verdict.HIGHER, Verdict.LOWER, Verdict.TOO_FEW, Verdict.NOT_COMPARABLE]
    frame = table(verdict=kinds, p_value=[0.5, 0.01, 0.001, 0.9, nan], total_1=[100.0, 100, 1200, 3, nan])
    assert what_changed(frame, "crime_type", (12, 12), "crime types") == [
        "Type 2 fell from 1,200 to 150 (+50.0%, 95% interval +20.0% to +90.0%): lower than chance would explain.",
        "Type 1 rose from 100 to 150 (+50.0%, 95% interval +20.0% to +90.0%): higher than chance would explain.",
        "Of the others, 1 is within normal variation, 1 is too few to tell and 1 is not comparable, as a month of one "
        "of the periods is missing.",
    ]


def test_at_most_five_sentences_the_place_among_areas_last() -> None:
    kinds = [Verdict.HIGHER] * 5 + [Verdict.LOWER, Verdict.NORMAL]
    placed = rank_sentence("Westmere", "5th of 14, plausibly 3rd to 8th", "districts", "rate of all crime")
    found = what_changed(table(verdict=kinds), "crime_type", (12, 12), "figures", placed)
    assert len(found) == 5
    assert found[2] == "3 more rose and 1 more fell by more than chance would explain."
    assert (
        found[4]
        == "Among the districts by rate of all crime, highest first, Westmere is 5th of 14, plausibly 3rd to 8th."
    )


def test_fewer_sentences_are_made_where_fewer_are_asked_for() -> None:
    kinds = [Verdict.HIGHER] * 5 + [Verdict.NORMAL]
    found = what_changed(table(verdict=kinds), "crime_type", (12, 12), "wards", most=3)
    assert [text.split(" ")[0] for text in found] == ["Type", "4", "Of"]


def test_a_verdict_that_the_correction_took_back_says_so() -> None:
    frame = table(verdict=[Verdict.NORMAL, Verdict.NORMAL], p_value=[0.03, 0.5])
    assert what_changed(frame, "crime_type", (12, 12), "figures") == [
        "None of the 2 figures changed by more than chance would explain: 2 are within normal variation.",
        "The surest of them: Type 0 went from 100 to 150 (+50.0%, 95% interval +20.0% to +90.0%): within normal "
        "variation once 2 comparisons are allowed for.",
    ]


def test_too_few_gives_counts_and_no_percentage() -> None:
    frame = table(verdict=[Verdict.TOO_FEW], total_0=[3.0], total_1=[3.0], p_value=[1.0])
    assert what_changed(frame, "crime_type", (12, 12), "figures") == [
        "Type 0 stayed at 3: too few to tell.",
        "With numbers like these even a doubling would be missed one time in five or more.",
    ]


def test_two_single_months_side_by_side_tell_nothing() -> None:
    frame = table(verdict=[Verdict.TOO_FEW] * 2, p_value=[nan, nan], detectable_rise_pct=[nan, nan])
    assert what_changed(frame.head(1), "crime_type", (1, 1), "figures") == [
        "Type 0 went from 100 to 150: too few to tell.",
        "So few months do not tell how much the figure varies by chance.",
    ]
    assert what_changed(frame, "crime_type", (1, 1), "figures")[1].startswith("Among them: Type 0 went")


def test_no_rise_beyond_a_doubling_is_printed_as_detectable() -> None:
    frame = table(verdict=[Verdict.HIGHER], detectable_rise_pct=[np.inf])
    assert what_changed(frame, "crime_type", (3, 3), "figures")[1].startswith("With numbers like these even a doubling")


def test_an_incomplete_period_gives_no_number() -> None:
    blank = [nan]
    frame = table(verdict=[Verdict.NOT_COMPARABLE], total_0=blank, total_1=[5.0], change_pct=blank)
    found = what_changed(frame, "crime_type", (12, 12), "figures")
    assert found == [
        "Type 0 is not comparable: a month of one of the periods is missing.",
        "No change is given until both periods are complete.",
    ]
    assert not re.search(r"\d", " ".join(found).replace("Type 0", ""))


def test_an_empty_table_says_nothing() -> None:
    assert what_changed(table(verdict=[]), "crime_type", (12, 12), "figures") == []
