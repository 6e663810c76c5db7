"""What is pictured: what people do, one function a picture."""

from collections.abc import AsyncIterator
from typing import NamedTuple

from docs.pictures.hostile import ARTICLE, NO_ANSWER, QUESTION
from docs.pictures.replies import Json, seen
from docs.pictures.stage import Stage
from tests.loopback.messages import Message
from tests.loopback.people import Person

CLIPPING = """---
title: Luna 2 reaches the Moon
author: A. Writer
publication: The Daily Rocket
date: 1959-09-14
url: https://example.org/1959/luna-2
image: https://example.org/1959/luna-2.jpg
---

The Soviet probe Luna 2 struck the Moon near the crater Archimedes on 13 September 1959. It was \
the first thing made by people to reach another world. On board were two spheres of small \
pennants with the arms of the Soviet Union, made to burst apart at the end of the flight.
"""


class Scene(NamedTuple):
    """A picture: who did what, and what the bot sent."""

    name: str
    by: str
    kind: str  # "message", "command" or "button"
    text: str  # of the message; the name of the command or button
    reply: Json

    def as_object(self) -> Json:
        """Return plain JSON values."""
        return {"by": self.by, "kind": self.kind, "text": self.text, "reply": self.reply}


async def scenes(stage: Stage) -> AsyncIterator[Scene]:
    """Let people use the bot, and yield each picture of it."""
    alice, bob = stage.alice, stage.bob

    def used(name: str, person: Person, command: str, reply: Message) -> Scene:
        return Scene(name, person.name, "command", command, seen(reply))

    question = "who shook hands in orbit in 1975?"
    answer = await stage.mentions(alice, question)
    yield Scene("answer", alice.name, "message", question, seen(answer))

    reply = await stage.uses(alice, "/ask", question="Where did Gagarin land?")
    await alice.presses(reply, "Next")
    await alice.presses(reply, "Next")
    yield used("paged", alice, "/ask", reply)

    pressed = await bob.presses(answer, "More context")
    yield Scene("context", bob.name, "button", "More context", seen(pressed.answer))

    question = "Why did Apollo–Soyuz need a docking module?"
    reply = await stage.uses(alice, "/ask", question=question, private=True)
    yield used("private", alice, "/ask", reply)

    reply = await stage.uses(
        alice, "/ask", question="Which football club in Moscow did Gagarn support?"
    )
    yield used("no-answer", alice, "/ask", reply)

    reply = await stage.uses(alice, "/quote", topic="small step", speaker="Neil Armstrong")
    yield used("quote", alice, "/quote", reply)

    reply = await stage.uses(alice, "/onthisday", date="April 12")
    yield used("onthisday", alice, "/onthisday", reply)

    yield used("articles", alice, "/articles", await stage.uses(alice, "/articles"))

    suggested = await alice.types("/article", stage.channel, title="sput")
    reply = await stage.uses(alice, "/article", title=suggested[0].value)
    yield used("article", alice, "/article", reply)

    yield used("status", alice, "/status", await stage.uses(alice, "/status"))
    yield used("help", bob, "/help", await stage.uses(bob, "/help"))

    stage.write("clippings/luna-2.md", CLIPPING)
    stage.write("clippings/empty.html", "<html><body></body></html>")
    stage.write("dawn/sputnik-1.md", stage.read("dawn/sputnik-1.md") + "\nIt weighed 83.6 kg.\n")
    stage.remove("apollo/apollo-soyuz.md")
    yield used("reindex", alice, "/reindex", await stage.uses(alice, "/reindex"))

    reply = await stage.uses(alice, "/ask", question="Where did Luna 2 strike the Moon?")
    yield used("address", alice, "/ask", reply)

    for _ in range(stage.QUESTIONS):
        await stage.uses(bob, "/ask", question="Who was the first person in orbit?")
    reply = await stage.uses(bob, "/ask", question="Who was the first person in orbit?")
    yield used("cooldown", bob, "/ask", reply)

    stage.write("clippings/hostile.md", ARTICLE)
    await stage.uses(alice, "/reindex")
    reply = await stage.uses(alice, "/ask", question=QUESTION)
    yield used("hostile", alice, "/ask", reply)
    reply = await stage.uses(alice, "/ask", question=NO_ANSWER)
    yield used("hostile-no-answer", alice, "/ask", reply)
