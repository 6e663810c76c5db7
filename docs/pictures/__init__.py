"""Pictures of what people see, for the README: ``python -m docs.pictures.draw``.

The real bot is driven against the loopback Discord of the tests. What it sends is kept in
NAME.json, and drawn from there into NAME.png; ``tests/test_pictures.py`` fails when the bot
sends something else. Drawing needs Node.js and Debian's packages chromium, fonts-noto-core
and fonts-noto-color-emoji; the test needs none of them.

act.py      people use the bot -> Scene
scenes.py   what they do, one function a picture
replies.py  a message -> what of it is seen, without what differs from run to run
hostile.py  an article and a question that try to break out
draw.py     Scene -> NAME.json and NAME.png
chromium.py a headless Chromium that photographs a page
page.mjs    the page: a scene in the web components of @skyra/discord-components-core
"""
