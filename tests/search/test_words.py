import pytest

from bot.errors import ConfigError
from bot.index.analysis import Analyzer
from bot.search.words import STRENGTH, THESAURUS, Thesaurus


def rarity(term: str) -> float:
    return {"mission": 1.0, "control": 2.0, "houston": 3.0}.get(term, 5.0)


def others(groups: list[list[str]], *terms: str) -> dict[str, dict[str, float]]:
    return Thesaurus(groups, Analyzer()).others(terms, rarity)


def test_a_word_stands_for_those_of_its_group():
    assert {"eva": {"spacewalk": STRENGTH}} == others([["spacewalk", "EVA"]], "eva")


def test_the_rarest_word_stands_for_several():
    groups = [["Houston", "Mission Control"]]
    assert {"houston": {"control": STRENGTH}} == others(groups, "houston")
    assert {"control": {"houston": STRENGTH}} == others(groups, "mission", "control")
    assert {} == others(groups, "control", "mission")


def test_what_is_asked_for_anyway_is_not_added():
    assert {} == others([["moon", "lunar"]], "moon", "lunar")


def test_the_thesaurus_that_comes_with_the_bot():
    thesaurus = Thesaurus.read(THESAURUS, Analyzer())
    assert "lunar" in thesaurus.others(["moon"], rarity)["moon"]


@pytest.mark.parametrize("text", ["words", "a: b", "a: [b, c]", "a: [[b", "- [a, b]"])
def test_a_thesaurus_of_another_form_is_refused(tmp_path, text):
    path = tmp_path / "thesaurus.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"thesaurus\.yaml"):
        Thesaurus.read(path, Analyzer())
