"""The registers of the board as they ship, against the documents, and the files that a partnership gives."""

import csv
import re
from pathlib import Path

import pytest

from data.settings import ROOT
from etl.sources.declared import header
from tests.fixtures.small_raw import DISTRICT, query, write, write_small_raw
from tests.fixtures.small_tables import NAMING, staged_small

SEEDS = ROOT.parent / "shared" / "seeds"
REFERENCE = ROOT / "data" / "reference"
# label, baseline, owner, frequency: some of every part of the appendix.
SAMPLE = {
    1: ("Reduce wounding reports to the police as measured by IQuanta", "1488 10.15 (06/07)", "", "Monthly"),
    3: ("Reduce proportion of victims experiencing repeat incidents of DV", "34.47% (05/06)", "", "Monthly"),
    4: ("NI20 Assault with injury crime rate", "1144 7.48 /1,000", "E Police", "Monthly"),
    11: ("NI16 Serious acquisitive crime", "3682", "E Police", "Monthly"),
    13: ("NI 18 Adult re-offending rates for those under probation supervision", "To be set Oct 08", "Probation", ""),
    22: ("NI33 Arson incidents", "112", "ECFRS", "Quarterly"),
    26: ("NI41 perceptions of drunk or rowdy behaviour as a problem", "1% day, 5% night proxy", "Thurrock Council",
         "Annual"),
    50: ("Shoplifting", "1036", "E Police", "Monthly"),
    58: ("Police", "", "Essex Police", "Quarterly"),
    62: ("Noise Nuisance", "", "", "Quarterly"),
    73: ("Increase no. of children receiving Home fire safety education (2005 base line) (LAA 07)", "KS 3&4 1,665",
         "ECFRS", "Quarterly"),
    82: ("LSCB 3C no. of hate crimes reported to Police 18 & under", "21 (2007)", "", ""),
    93: ("NI114 Rate of permanent exclusions from school", ".29% (06/07)", "CEF", ""),
    98: ("NI196 improved street and environmental cleanliness - fly tipping", "", "", ""),
}  # fmt: skip
PUBLISHED = {
    "000-sericc-females": "451", "000-stalking-rise": "22.4", "000-da-share-violence": "34.6", "000-da-share-all": "33",
    "000-hate-rate": "1.8", "000-grip-violence": "-14", "000-hmo": "179", "000-pspo-west": "55",
    "004-da-share": "35", "004-da-count": "6199", "004-sexual-female": "82", "004-worry-fraud": "16",
}  # fmt: skip


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def seed(name: str) -> str:
    found = sorted(SEEDS.glob(f"{name}_*.txt"))
    if not found:
        pytest.skip(f"no document {name} in {SEEDS}")
    return found[0].read_text(encoding="utf-8")


def plain(text: str) -> str:
    """Text as it is compared: without marks of bold, in single spaces."""
    return re.sub(r"\s+", " ", text.replace("*", "").replace("\u00a0", " "))


def test_the_appendix_has_ninety_eight_indicators_of_which_one_line_heads_five() -> None:
    found = rows("indicators")
    assert [int(one["number"]) for one in found] == list(range(1, 99))
    assert len({one["indicator_id"] for one in found}) == 98
    headed = [one["indicator"] for one in found if one["heading"] == "No. of incidents reported to"]
    assert headed == ["Police", "Housing / ASB", "Environmental Services", "Enforcement", "Noise Nuisance"]


@pytest.mark.parametrize("number", SAMPLE)
def test_an_indicator_is_as_the_appendix_has_it(number: int) -> None:
    one = rows("indicators")[number - 1]
    assert tuple(one[name] for name in ("indicator", "baseline", "owner", "frequency")) == SAMPLE[number]


def test_every_label_baseline_owner_and_frequency_stands_in_the_strategy() -> None:
    text = seed("003")
    lines = [line.split("\t") for line in text.splitlines()]
    cells = {cell.strip() for line in lines for cell in line}
    for one in rows("indicators"):
        for name in ("strategy", "indicator", "baseline", "owner", "frequency"):
            assert not one[name] or one[name] in cells, (one["indicator_id"], one[name])


def test_the_figures_of_an_indicator_stand_on_its_line() -> None:
    text = seed("003")
    part = text[text.index("Appendix 4.0 Performance Management Indicators") : text.index("Appendix 5.0 Funding")]
    lines = [[cell.strip() for cell in line.split("\t") if cell.strip()] for line in part.splitlines()[1:]]
    kept = [
        cells
        for cells in lines
        if cells and cells[0] not in ("Strategy", "No. of incidents reported to:") and not cells[0].startswith("⁵")
    ]
    found = rows("indicators")
    assert len(kept) == len(found) == 98
    for cells, one in zip(kept, found, strict=True):
        given = [one[name] for name in ("baseline", "owner", "frequency") if one[name]]
        assert cells[len(cells) - len(given) :] == given, one["indicator_id"]


@pytest.mark.parametrize(("year", "document"), [("2022", "000"), ("2021", "000"), ("2020", "001"), ("2019", "002")])
def test_priorities_are_word_for_word(year: str, document: str) -> None:
    text = plain(seed(document)).replace("(VAWG)", "")
    found = [one for one in rows("priorities") if one["priority_id"].startswith(year)]
    assert len(found) == {"2022": 9, "2021": 5, "2020": 5, "2019": 4}[year]
    for one in found:
        assert plain(one["full_text"]).replace("(VAWG)", "").strip() in text, one["priority_id"]


@pytest.mark.parametrize("figure", PUBLISHED)
def test_a_published_figure_is_as_the_document_has_it(figure: str) -> None:
    (one,) = [row for row in rows("published_figures") if row["figure_id"] == figure]
    assert one["value"] == PUBLISHED[figure]


def test_every_published_figure_stands_in_its_document() -> None:
    words = {"1": ("one", "first", "1st"), "2": ("second",), "3": ("3 ",), "25": ("quarter",), "4": ("4th",)}
    for one in rows("published_figures"):
        text = seed(one["figure_id"][:3])
        value = one["value"].lstrip("-")
        shown = {value, f"{int(value):,}"} if value.isdigit() else {value}
        assert any(form in text for form in (*shown, *words.get(value, ()))), one["figure_id"]


def test_doubtful_figures_say_why() -> None:
    doubtful = [
        one for name in ("published_figures", "indicators") for one in rows(name) if one["is_doubtful"] == "true"
    ]
    assert {"004-da-count", "000-hate-rate", "000-da-share-all"} <= {one.get("figure_id") for one in doubtful}
    assert [one for one in doubtful if not one["note"]] == []


def test_what_speaks_to_something_names_something() -> None:
    names = {one["priority_id"] for one in rows("priorities")} | {one["indicator_id"] for one in rows("indicators")}
    names |= {one["concern_id"] for one in rows("concerns")}
    assert {one["subject_id"] for one in rows("board_measures")} <= names
    assert {one["subject_id"] for one in rows("published_figures")} - {""} <= names


INDICATORS = (
    f"{','.join(header('indicators'))}\n"
    f"{DISTRICT},count,1,,,Fires,,Fire service,Quarterly,,count,,,down,Strategy,1,false,\n"
    f"{DISTRICT},share,2,,,Repeats,,Police,Quarterly,,percent,,,down,Strategy,1,false,\n"
    f"{DISTRICT},words,3,,,Aims,,,,,text,,,,Strategy,1,false,\n"
)
BOARD = (*NAMING, "priorities", "indicators", "indicator_actuals", "indicator_targets", "board_actions")
ACTUALS = "area_code,indicator_id,period_from,period_to,actual,base,audience"
REFUSED = {
    "actuals.csv": (
        ACTUALS,
        [
            (f"{DISTRICT},other,2024-01,2024-03,5,,",
             "indicator_id other is none of the indicators; add it to indicators.csv"),
            (f"{DISTRICT},count,2024-03,2024-01,5,,",
             "period_to is before period_from; the first month comes first"),
            (f"{DISTRICT},share,2024-01,2024-03,120,50,",
             "actual 120.0 is over 100, and the indicator is a percentage"),
            (f"{DISTRICT},share,2024-04,2024-06,12,0,", "base is 0; leave it empty where it is not known"),
            (f"{DISTRICT},words,2024-01,2024-03,1,,", "indicator_id words has no figures: its unit is text"),
            (f"{DISTRICT},count,Q1,2024-03,5,,", "period_from Q1 is not a month, YYYY-MM"),
        ],
    ),
    "targets.csv": (
        "area_code,indicator_id,year_from,target,audience",
        [(f"{DISTRICT},share,2024-04,130,", "target 130.0 is over 100, and the indicator is a percentage")],
    ),
    "actions.csv": (
        "area_code,action_id,subject_id,action,owner,opened_on,due_on,closed_on,audience",
        [
            (f"{DISTRICT},1,other,Do,Police,2024-01-05,2024-02-05,,",
             "subject_id other is none of the indicators and priorities; add it to its register"),
            (f"{DISTRICT},2,count,Do,Police,2024-01-05,2024-01-01,,",
             "due_on is before opened_on; the day of the meeting comes first"),
        ],
    ),
}  # fmt: skip


def test_a_line_that_is_wrong_is_refused_with_file_line_and_cure(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw")
    write(raw / "indicators.csv", INDICATORS)
    for name, (head, lines) in REFUSED.items():
        write(raw / name, "\n".join([head, *(line for line, _ in lines)]) + "\n")
    found = query(staged_small(raw, BOARD), "SELECT file, line, reason FROM meta_reject ORDER BY ALL")
    assert found == sorted(
        (name, place, reason)
        for name, (_, lines) in REFUSED.items()
        for place, (_, reason) in enumerate(lines, start=2)
    )


def test_figures_are_for_partners_unless_every_line_says_public(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw")
    write(raw / "indicators.csv", INDICATORS)
    write(
        raw / "actuals.csv",
        f"{ACTUALS}\n{DISTRICT},count,2023-01,2023-03,5,,public\n{DISTRICT},count,2023-04,2023-06,6,,\n"
        f"{DISTRICT},share,2023-01,2023-03,5,40,public\n",
    )
    staged = staged_small(raw, BOARD, ("fct_indicator_actual",))
    found = query(staged, "SELECT indicator_id, actual, base, audience FROM fct_indicator_actual ORDER BY ALL")
    assert found == [("count", 5.0, None, "partner"), ("count", 6.0, None, "partner"), ("share", 5.0, 40, "public")]
