"""What periods are called that are asked for by what they are."""

from data.model import presets
from data.model.choices import Choices
from data.model.period import Period
from data.words import formatting as f


def named_periods(choices: Choices) -> dict[Period, str]:
    """The periods of ``presets`` with their names; those of the same months are one, with both names."""
    found: dict[Period, list[str]] = {}
    for preset, period in presets.presets(choices).items():
        found.setdefault(period, []).append(_name(preset, period))
    return {period: f.capital(f.joined(names)) for period, names in found.items()}


def _name(preset: str, period: Period) -> str:
    financial = f"financial year {period.first:%Y}/{(period.first.year + 1) % 100:02}"
    return {
        presets.YEAR: "latest 12 months" if len(period.months) == 12 else "latest months",
        presets.QUARTER: "latest quarter",
        presets.CALENDAR_YEAR: "year to date",
        presets.FINANCIAL_YEAR: financial,
        presets.FINANCIAL_YEAR_SO_FAR: f"{financial} so far",
    }[preset]
