import asyncio
import re
import shutil

import pytest
from filelock import FileLock

from tests.loopback.faults import Lost
from tests.loopback.permissions import Permission
from tests.scene import NO_COOLDOWN, ORBIT

pytestmark = pytest.mark.asyncio(loop_scope="module")

LAIKA = "---\ntitle: The first dog\n---\nLaika was the first dog in orbit, in November 1957.\n"
CARGO = "---\ntitle: Cargo\n---\nProgress 1 was the first cargo craft, in January 1978.\n"


@pytest.fixture(scope="module")
def settings():
    def settings(scene):
        scene.guild.add_role("librarians")
        return {
            "cooldown": NO_COOLDOWN,
            "admins": {"users": [scene.alice.id], "roles": [librarians(scene).id]},
        }

    return settings


@pytest.fixture
def alice(scene):
    """The admin of the configuration."""
    return scene.alice


def librarians(scene):
    return next(it for it in scene.guild.roles.values() if it.name == "librarians")


async def reindexed(person, channel):
    """Use /reindex and wait for its report."""
    reply = await person.uses("/reindex", channel)
    await reply.until(lambda it: it.answer.embeds and it.answer.embeds[0].get("title"), 60)
    assert reply.ephemeral
    return reply.answer


async def test_it_is_hidden_from_most_and_refused_to_the_others(scene, channel, bob):
    [command] = [it for it in scene.server.commands.listed(None) if it["name"] == "reindex"]
    assert str(Permission.MANAGE_GUILD) == command["default_member_permissions"]
    scene.guild.give(bob, scene.guild.add_role("managers", Permission.ADMINISTRATOR))
    refused = await bob.uses("/reindex", channel)
    assert refused.ephemeral
    assert "Only an admin of the bot may do that." == refused.answer.text


async def test_a_report_says_what_changed(scene, channel, alice):
    scene.write({"dog.md": LAIKA, "cargo.md": CARGO})
    added = await reindexed(alice, channel)
    assert "The articles were read again" in added.text
    assert "18 articles" in added.text
    assert "Added (2)\ncargo.md\ndog.md" in added.text
    scene.write({"dog.md": LAIKA.replace("1957", "**1957**"), "empty.txt": ""})
    (scene.corpus / "cargo.md").unlink()
    (scene.corpus / "@everyone.md").write_bytes(b"\x00\x01\x02")
    changed = await reindexed(alice, channel)
    assert "Changed (1)\ndog.md" in changed.text
    assert "Removed (1)\ncargo.md" in changed.text
    assert re.search(r"Rejected \(2\)\n\\@everyone\.md: .+\nempty\.txt: .+", changed.text)
    assert not changed.mentions
    (scene.corpus / "@everyone.md").unlink()
    (scene.corpus / "empty.txt").unlink()
    assert "1957" in (await alice.uses("/ask", channel, question="Who was Laika?")).answer.text
    await reindexed(alice, channel)


async def test_nothing_to_do_is_said(scene, channel, alice):
    await reindexed(alice, channel)
    assert "Nothing has changed" in (await reindexed(alice, channel)).text


async def test_a_long_report_comes_as_a_file(scene, channel, alice):
    scene.write({f"many/{'x' * 40}-{number:03}.md": LAIKA for number in range(60)})
    report = await reindexed(alice, channel)
    assert "All of them are in the attached file." in report.text
    [file] = report.attachments
    assert "report.txt" == file.filename
    lines = file.data.decode().splitlines()
    assert "Added (60)" in lines[0]
    assert f"  many/{'x' * 40}-059.md" in lines
    shutil.rmtree(scene.corpus / "many")
    await reindexed(alice, channel)


async def test_who_may(scene, channel):
    librarian = scene.guild.add_member("librarian", [librarians(scene)])
    assert "Nothing has changed" in (await reindexed(librarian, channel)).text
    owner = scene.server.owner
    scene.guild.add_member(owner)
    assert "Nothing has changed" in (await reindexed(owner, channel)).text
    assert "Nothing has changed" in (await reindexed(owner, owner.direct_messages)).text


async def test_one_at_a_time(scene, channel, alice):
    scene.write({f"some/{number}.md": LAIKA for number in range(100)})
    owner = scene.server.owner
    replies = await asyncio.gather(*(it.uses("/reindex", channel) for it in (alice, owner, alice)))
    for reply in replies:
        await reply.until(lambda it: it.answered, 60)
    texts = [reply.answer.text for reply in replies]
    busy = [text for text in texts if "has been reading the articles again since <t:" in text]
    assert busy
    assert all(text.startswith("Alice has") for text in busy)
    for reply in replies:
        await reply.until(lambda it: it.answer.text in busy or "articles" in it.answer.text, 60)
    shutil.rmtree(scene.corpus / "some")
    await reindexed(alice, channel)


async def test_one_that_another_program_does_is_not_waited_for(scene, channel, alice):
    with FileLock(scene.bot.folder / "index" / "lock"):
        refused = await reindexed(alice, channel)
    assert "Another program is writing the index" in refused.text
    assert "Nothing has changed" in (await reindexed(alice, channel)).text


async def test_an_index_that_had_to_be_built_anew_is_said(scene, channel, alice):
    manifest = next((scene.bot.folder / "index").rglob("manifest.json"))
    manifest.write_text("{}")
    report = await reindexed(alice, channel)
    assert "The articles were read again" in report.text
    assert "Built anew: " in report.text
    assert "Yuri" in (await alice.uses("/ask", channel, question=ORBIT)).answer.text


async def test_a_failure_leaves_the_index_and_says_why(scene, channel, alice):
    away = scene.corpus.rename(scene.bot.folder / "away")
    failed = await reindexed(alice, channel)
    assert "The index was not changed" in failed.text
    assert "corpus" in failed.text
    assert "Yuri" in (await alice.uses("/ask", channel, question=ORBIT)).answer.text
    away.rename(scene.corpus)
    assert "Nothing has changed" in (await reindexed(alice, channel)).text


async def test_an_index_rebuilt_on_the_command_line_is_picked_up(scene, channel, alice):
    began = len(scene.bot.lines)
    scene.write({"cargo.md": CARGO})
    code, printed = await scene.bot.command("index")
    assert code == 0, printed
    await scene.bot.logged("answering from index", after=began)
    reply = await alice.uses("/ask", channel, question="When did Progress 1 fly?")
    assert "January 1978" in reply.answer.text


async def test_an_index_that_is_damaged_is_mended(scene, channel, alice):
    """A passage that is not what was indexed is not shown; the index is built anew.

    The sentence that says so is there once, though Discord's word that it was posted is lost.
    """
    began = len(scene.bot.lines)
    checksums = next((scene.bot.folder / "index").rglob("passage_checksum.npy"))
    with checksums.open("r+b") as file:  # as it is mapped into the bot's memory
        size = file.seek(0, 2)
        file.seek(-size // 2, 2)
        file.write(bytes(size // 2))
    lost = scene.server.fault("PATCH", "/webhooks/*/messages/@original", Lost())
    reply = await alice.uses("/ask", channel, question="What is left of a tether?")
    await reply.until(lambda it: it.replies)
    await scene.server.quiet(0.3)
    assert lost.spent
    assert [reply.answer] == reply.replies == list(channel.messages)
    code = re.search(r"\(code ([0-9a-f]{6})\)", reply.answer.text)
    assert code, reply.answer.text
    assert "tether" not in reply.answer.text
    await scene.bot.logged(code[1], after=began)
    await scene.bot.logged("answering from index", after=began)
    again = await alice.uses("/ask", channel, question="What is left of a tether, please?")
    assert "twelve minutes" in again.answer.text
