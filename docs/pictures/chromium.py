"""A headless Chromium that photographs a page, by the Chrome DevTools Protocol."""

import asyncio
import base64
import itertools
import json
import shutil
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Self

import aiohttp

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_FLAGS = (
    "--headless",
    "--no-sandbox",  # root has none, and the page is our own
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
)
_PORT_FILE = "DevToolsActivePort"  # in the user's folder, once Chromium listens
_START_WITHIN = 30.0  # seconds
_LOADED = (
    "new Promise((done) => document.readyState === 'complete'"
    " ? done() : addEventListener('load', () => done()))"
)
_SHARPNESS = 2  # pixels of a picture for each of CSS


class Chromium:
    """A browser with one page open."""

    def __init__(self, page: Path, *, width: int) -> None:
        self._page = page
        self._width = width
        self._numbers = itertools.count(1)

    async def __aenter__(self) -> Self:
        program = next(filter(None, map(shutil.which, _NAMES)), None)
        if program is None:
            raise RuntimeError("no Chromium found: install Debian's package chromium")
        async with AsyncExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chromium-")))
            browser = await asyncio.create_subprocess_exec(
                program,
                *_FLAGS,
                f"--user-data-dir={folder}",
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
            )

            async def stop() -> None:
                if browser.returncode is None:
                    browser.terminate()
                await browser.wait()

            stack.push_async_callback(stop)
            session = await stack.enter_async_context(aiohttp.ClientSession())
            address = await self._address(folder / _PORT_FILE, session)
            self._socket = await stack.enter_async_context(
                session.ws_connect(address, max_msg_size=0)
            )
            await self._call(
                "Emulation.setDeviceMetricsOverride",
                width=self._width,
                height=600,
                deviceScaleFactor=_SHARPNESS,
                mobile=False,
            )
            await self._call("Page.navigate", url=self._page.resolve().as_uri())
            await self._call("Runtime.evaluate", expression=_LOADED, awaitPromise=True)
            self._stack = stack.pop_all()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    async def photograph(self, function: str, argument: object) -> bytes:
        """Call a function of the page, which returns the width and height to show; as PNG."""
        call = f"{function}({json.dumps(argument)})"
        called = await self._call(
            "Runtime.evaluate", expression=call, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in called:
            raise RuntimeError(f"the page failed: {called['exceptionDetails']}")
        clip = {"x": 0, "y": 0, "scale": 1, **called["result"]["value"]}
        shot = await self._call(
            "Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True
        )
        return base64.b64decode(shot["data"])

    async def _address(self, file: Path, session: aiohttp.ClientSession) -> str:
        """Return the address of the socket of the first page, when it is there."""
        async with asyncio.timeout(_START_WITHIN):
            while True:
                await asyncio.sleep(0.1)
                port = _port_in(file)
                if port is None:
                    continue
                async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
                    pages = await answer.json()
                for page in pages:
                    if page["type"] == "page":
                        return str(page["webSocketDebuggerUrl"])

    async def _call(self, method: str, **parameters: object) -> dict[str, Any]:
        number = next(self._numbers)
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        while True:
            answer = await self._socket.receive_json()
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                result: dict[str, Any] = answer["result"]
                return result


def _port_in(file: Path) -> str | None:
    """Return the first line of a file; None where it is not written yet."""
    port, end, _ = file.read_text().partition("\n") if file.exists() else ("", "", "")
    return port if end else None
