"""The methods that are compared, by the name that the table gives them."""

from tests.calibration import rivals
from tests.calibration.measures import Method

METHODS: dict[str, Method] = {
    "noise within periods": rivals.within_periods,
    "E-test": rivals.e_test,
    "negative binomial": rivals.negative_binomial,
}
