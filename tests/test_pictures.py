"""The pictures in the README show what the bot sends; when that changes they are drawn again."""

import difflib
import json
import re
from pathlib import Path

import pytest

from docs.pictures.files import FOLDER, is_drawn_from, text_of
from docs.pictures.scenes import scenes
from docs.pictures.stage import Stage

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r'<img src="([^"]+)" alt="([^"]+)"', README)
PICTURES = sorted(FOLDER.glob("*.png"))
REMEDY = "draw them again: python -m docs.pictures.draw"


def drawn() -> dict[str, str]:
    """The text that each picture was drawn from, by its name."""
    return {
        picture.stem: picture.with_suffix(".json").read_text(encoding="utf-8")
        for picture in PICTURES
    }


def difference(name: str, before: str, now: str) -> str:
    lines = difflib.unified_diff(
        before.splitlines(), now.splitlines(), f"{name}.json", "sent now", lineterm="", n=1
    )
    return "\n".join(lines)


async def test_the_bot_still_sends_what_the_pictures_show():
    async with Stage() as stage:
        sent = {scene.name: text_of(scene.as_object()) async for scene in scenes(stage)}
    known = drawn()
    changes = [
        difference(name, known.get(name, ""), sent.get(name, ""))
        for name in sorted(known.keys() | sent.keys())
        if known.get(name) != sent.get(name)
    ]
    if changes:
        pytest.fail("\n\n".join(["the replies have changed", *changes, REMEDY]), pytrace=False)


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.stem)
def test_a_picture_was_drawn_from_the_file_beside_it(picture):
    text = picture.with_suffix(".json").read_text(encoding="utf-8")
    assert is_drawn_from(picture.read_bytes(), text), REMEDY
    assert text_of(json.loads(text)) == text


def test_the_readme_shows_pictures_that_are_there():
    assert len(SHOWN) >= 6
    for path, described in SHOWN:
        assert (FOLDER.parent.parent / path).is_file()
        assert len(described) > 20
    assert not [path for path, _ in SHOWN if "hostile" in path]
