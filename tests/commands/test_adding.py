"""add: what comes into the corpus, and what is not let in."""

import json


def test_add_shows_how_an_article_begins_and_ends(bot, tmp_path):
    text = f"---\ntitle: Two\n---\n{'One begins here. ' * 30}\n\n{'The other ends there. ' * 30}\n"
    (tmp_path / "two.md").write_text(text)
    code, out, _ = bot("add", "two.md")
    assert 0 == code
    assert "  One begins here." in out
    assert "  The other ends there." in out


def test_an_address_on_this_machine_is_not_fetched(bot, corpus):
    code, out, err = bot("add", "http://127.0.0.1:9/page.html")
    assert (1, "") == (code, out)
    assert "127.0.0.1, which is not on the public internet" in err
    assert 3 == sum(path.is_file() for path in corpus.rglob("*"))


def test_articles_of_which_nothing_is_left_are_named(bot, tmp_path, corpus):
    text = "Luna 2 struck the Moon on 14 September 1959, the first to reach another world."
    lines = [{"text": text}, {"text": "Share this article"}]
    (tmp_path / "moon.jsonl").write_text("\n".join(map(json.dumps, lines)))
    code, out, _ = bot("add", "moon.jsonl")
    assert 0 == code
    assert "moon.jsonl: line 2: empty after cleaning" in out
    (tmp_path / "none.txt").write_text("Share this article\n")
    assert (1, "", "error: none.txt: not added: empty after cleaning\n") == bot("add", "none.txt")
    assert not (corpus / "none.txt").exists()


def test_a_corpus_that_is_a_file_takes_nothing(bot, tmp_path, corpus):
    (tmp_path / "file").touch()
    (tmp_path / "config.yaml").write_text("corpus: {path: file}\nindex: {path: index}\n")
    code, out, err = bot("add", str(corpus / "leonov.md"))
    assert (1, "") == (code, out)
    assert err.endswith("leonov.md: cannot be put into file: File exists\n")
