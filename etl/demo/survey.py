"""A fictitious survey of residents by ward, group and district, in several waves, and an online panel beside it."""

from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import expit

from etl.demo.files import write_table
from etl.demo.tables import home_district, read_table
from etl.sources.declared import header

SEED = 20220331
SURVEY, PANEL = "Made-up residents' survey (demonstration)", "Made-up online panel (demonstration)"
SOURCE = "Demonstration data, made up"
WAVES = ("2019-03-01", "2020-03-01", "2021-03-01", "2022-03-01")
# So few in the first wave that no difference between wards can be told; enough in the others.
WARD_BASES = ((24, 32), (105, 135), (105, 135), (105, 135))
DISTRICT_BASES = (500, 600)
DESIGN_EFFECT = 1.3
# Of every ten asked so many are of the group, which answers otherwise by so much of the question's own effect.
GROUPS = (
    ("age", "16 to 34", 0.3, "young", 1.0),
    ("age", "35 to 64", 0.45, "young", -0.2),
    ("age", "65 and over", 0.25, "young", -0.8),
    ("sex", "Female", 0.52, "victim", 0.15),
    ("sex", "Male", 0.48, "victim", -0.15),
    ("victim", "Victim of crime", 0.2, "victim", 1.0),
    ("victim", "Not a victim", 0.8, "victim", -0.2),
)
ETHNIC_GROUPS = (("ethnicity", "White", 0.78, "victim", 0.0), ("ethnicity", "All other groups", 0.22, "victim", 0.3))


def write_survey(folder: Path) -> None:
    """Write the estimates for everybody and those for partners, in the documented form."""
    rng = np.random.default_rng(SEED)
    questions = read_table("survey_questions_fictitious")
    asked = [_asked(question, wave, rng) for _, question in questions.iterrows() for wave in range(len(WAVES))]
    every, partners = (pd.concat(frames, ignore_index=True) for frames in zip(*asked, strict=True))
    every = pd.concat([every, _panel(questions, rng)], ignore_index=True)
    # As some tables print the base of a ward in which few were asked.
    few = every.index[(every["area_kind"] == "ward") & (every["wave_end"] == WAVES[0])][0]
    every["unweighted_base"] = every["unweighted_base"].astype("str").mask(every.index == few, "<30")
    write_table(folder / "residents_survey.csv", every.reindex(columns=header("perception_survey")))
    told = partners.assign(audience="partner").reindex(columns=header("partner_survey"))
    write_table(folder / "residents_survey_partners.csv", told)


def _asked(question: pd.Series, wave: int, rng: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """One question in one wave: what everybody sees, and what partners see."""
    level = question["level"] + wave * question["change_a_year"]
    home, wards = home_district(), read_table("wards")["ward_code"]
    # The same wards differ in every wave, however often they are asked.
    apart = np.random.default_rng([SEED, *map(ord, question["question_id"])]).normal(
        0, question["ward_spread"], len(wards)
    )
    ward_bases = rng.integers(*WARD_BASES[wave], len(wards))
    by_ward = _rows("ward", wards, level + apart, ward_bases, rng)
    whole = pd.DataFrame(
        {"area_kind": ["district"], "area_code": [home], "unweighted_base": [ward_bases.sum()],
         "estimate_pct": [round(float(np.average(by_ward["estimate_pct"], weights=ward_bases)), 1)]}
    )  # fmt: skip
    others = read_table("districts")["district_code"]
    others = others[others != home]
    districts = _rows("district", others, level + rng.normal(0, 0.25, len(others)),
                      rng.integers(*DISTRICT_BASES, len(others)), rng)  # fmt: skip
    groups = [_groups(question, level, ward_bases.sum(), kinds, rng) for kinds in (GROUPS, ETHNIC_GROUPS)]
    # Day and night are told apart as groups are, and no figure is of two groups.
    public, partners = (rows.head(0) for rows in groups) if isinstance(question["times"], str) else groups
    return _described(pd.concat([whole, by_ward, districts, public]), question, wave), _described(
        partners, question, wave
    )


def _groups(
    question: pd.Series, level: float, base: int, kinds: tuple[tuple[str, str, float, str, float], ...],
    rng: np.random.Generator,
) -> pd.DataFrame:  # fmt: skip
    levels = np.array([level + question[effect] * size for *_, effect, size in kinds])
    bases = np.array([round(base * share) for _, _, share, _, _ in kinds])
    rows = _rows("district", pd.Series([home_district()] * len(kinds)), levels, bases, rng)
    return rows.assign(subgroup_kind=[kind for kind, *_ in kinds], subgroup=[name for _, name, *_ in kinds])


def _rows(
    kind: str, codes: pd.Series, levels: NDArray[np.float64], bases: NDArray[np.int64], rng: np.random.Generator
) -> pd.DataFrame:
    """Estimates drawn for areas of one kind: levels are log odds."""
    effective = np.round(bases / DESIGN_EFFECT).astype(int)
    estimates = (100 * rng.binomial(effective, expit(levels)) / effective).round(1)
    return pd.DataFrame(
        {"area_kind": kind, "area_code": codes.to_numpy(), "unweighted_base": bases, "estimate_pct": estimates}
    )


def _described(rows: pd.DataFrame, question: pd.Series, wave: int) -> pd.DataFrame:
    """Rows with the words of their question and wave."""
    words = ("question_id", "question", "wording", "response", "scale", "is_up_bad", "crime_types")
    timed = (
        {"subgroup_kind": "time of day", "subgroup": question["times"]} if isinstance(question["times"], str) else {}
    )
    said = {name: question[name] for name in words} | timed
    return rows.assign(
        **said, survey=SURVEY, mode="telephone", wave_end=WAVES[wave], wave_months=12, design_effect=DESIGN_EFFECT,
        is_weighted="true", source_id="demonstration_survey", document=SOURCE, paragraph="made up",
    )  # fmt: skip


def _panel(questions: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Another survey, of people who answer online: the same words, other answers, never one line with the first."""
    question = questions[questions["question_id"] == "good_job"].iloc[0]
    home = pd.Series([home_district()])
    waves = [
        _described(_rows("district", home, np.array([level]), np.array([900]), rng), question, wave)
        for level, wave in ((-0.1, 2), (-0.15, 3))
    ]
    return pd.concat(waves).assign(survey=PANEL, mode="online", who_asked="Members of an online panel")
