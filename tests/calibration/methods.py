"""The methods that are compared, by the name that the table gives them."""

from tests.calibration import rivals
from tests.calibration.measures import Method
from tests.calibration.product import dashboard

METHODS: dict[str, Method] = {
    "this dashboard": dashboard,
    "noise within periods": rivals.within_periods,
    "E-test": rivals.e_test,
    "negative binomial": rivals.negative_binomial,
}
