"""Draw the pictures: ``python -m docs.pictures.draw``."""

import asyncio
import subprocess
from pathlib import Path

from docs.pictures.chromium import Chromium
from docs.pictures.files import FOLDER, stamped, text_of
from docs.pictures.scenes import scenes
from docs.pictures.stage import Stage

WIDTH = 680  # CSS pixels; an embed has at most 520, a message 72 beside it
_MODULES = FOLDER / "node_modules"
_PAGE = _MODULES / ".page"
# Discord's own font is not free, and narrower than Noto Sans.
_HTML = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #313338 }}
discord-messages {{ border: 0; padding: 4px 0 12px; letter-spacing: -0.02em }}
discord-embed-description, discord-embed-field {{ overflow-wrap: anywhere }}
strong {{ font-weight: 700 }}
.quote {{ border-left: 4px solid #4f545c; border-radius: 4px; padding-left: 12px; margin: 2px 0 }}
.item {{ padding-left: 20px; position: relative }}
.item::before {{ content: "•"; position: absolute; left: 8px }}
</style><body><script>{script}</script>"""


def _built_page() -> Path:
    """Build the page from page.mjs and the packages that package-lock.json names."""
    if not _MODULES.exists():
        subprocess.run(["npm", "ci"], cwd=FOLDER, check=True)
    subprocess.run(["npm", "run", "--silent", "bundle"], cwd=FOLDER, check=True)
    script = (_PAGE / "page.js").read_text(encoding="utf-8").replace("</script", "<\\/script")
    page = _PAGE / "page.html"
    page.write_text(_HTML.format(script=script), encoding="utf-8")
    return page


async def draw() -> list[str]:
    """Draw every scene, take away pictures of what is none any more, and return the names."""
    names = []
    page = await asyncio.to_thread(_built_page)
    async with Stage() as stage, Chromium(page, width=WIDTH) as chromium:
        async for scene in scenes(stage):
            text = text_of(scene.as_object())
            picture = await chromium.photograph("draw", scene.as_object())
            (FOLDER / f"{scene.name}.json").write_text(text, encoding="utf-8")
            (FOLDER / f"{scene.name}.png").write_bytes(stamped(picture, text))
            names.append(scene.name)
    for file in FOLDER.iterdir():
        is_picture = file.suffix in {".png", ".json"} and not file.name.startswith("package")
        if is_picture and file.stem not in names:
            file.unlink()
    return names


if __name__ == "__main__":
    print(*asyncio.run(draw()), sep="\n")
