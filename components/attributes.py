"""HTML attributes whose names hold a hyphen."""

from typing import Any


def dashed(**values: str) -> dict[str, Any]:
    """``dashed(aria_label="…")`` is the attribute ``aria-label``."""
    return {name.replace("_", "-"): value for name, value in values.items()}
