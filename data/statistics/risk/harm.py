"""What one offence of a crime type weighs, by a list of weights of single offences."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

GIVEN, RECORDED, ALONE, UNKNOWN = "given", "recorded", "alone", "unknown"


def harm_of_types(weights: pd.DataFrame, recorded: Mapping[str, float]) -> pd.DataFrame:
    """The mean weight of an offence of each crime type: crime_type, harm_weight (NaN where not known), mix.

    weights: crime_type, offence_code (null where there is none), harm_weight, offences (null where not given), a line
    an offence; recorded: how many of each Home Office code were recorded here. mix: where it is known from how often
    each offence of the type occurs: GIVEN in the list, RECORDED here, ALONE where the type is one offence. Of a type of
    several whose mix nobody knows the mean would be made up: it is UNKNOWN.
    """
    found = [(name, *_mean(lines, recorded)) for name, lines in weights.groupby("crime_type", sort=True)]
    return pd.DataFrame(found, columns=["crime_type", "harm_weight", "mix"])


def _mean(lines: pd.DataFrame, recorded: Mapping[str, float]) -> tuple[float, str]:
    weight = lines["harm_weight"].to_numpy(dtype=float)
    if len(lines) == 1:
        return float(weight[0]), ALONE
    given = lines["offences"].to_numpy(dtype=float)
    here = np.array([recorded.get(str(code), 0.0) for code in lines["offence_code"]])
    for counts, mix in ((given, GIVEN), (here, RECORDED)):
        # Of which one is not known, the sum is not.
        if counts.sum() > 0:
            return float((weight * counts).sum() / counts.sum()), mix
    return np.nan, UNKNOWN
