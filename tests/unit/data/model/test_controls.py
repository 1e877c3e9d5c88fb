from dataclasses import dataclass

from data.model.controls import choice, controls_of
from data.model.selection import CONTROLS


@dataclass(frozen=True)
class Chosen:
    size: int = choice("cell", "Cell size", {150: "150 m", 250: "250 m"})
    is_on: bool = choice("on", "Points", {False: "off", True: "on"})
    name: str = ""


def test_a_control_is_the_field_that_it_sets_and_begins_with_the_usual() -> None:
    assert Chosen() == Chosen(150, False)
    assert list(controls_of(Chosen)) == ["size", "is_on"]


def test_the_address_writes_numbers_and_switches_as_text() -> None:
    size, switch = controls_of(Chosen).values()
    assert (size.texts, switch.texts) == ({"150": 150, "250": 250}, {"0": False, "1": True})
    assert (size.text(250), switch.text(True)) == ("250", "1")


def test_every_control_has_a_key_of_its_own_and_words_for_each_value() -> None:
    keys = {"measure", "points", "form", "parts", "layer", "show", "cell", "areas", "pack", "marking",
            "operations", "before", "each", "around", "weights"}  # fmt: skip
    assert set(CONTROLS) == keys
    for control in CONTROLS.values():
        assert control.title
        assert all(control.options.values())
