"""Articles a line: streamed, and each bad line named."""

import json
import tracemalloc
from pathlib import Path

import pytest

from bot.corpus.readers import RawArticle, Rejected, read, scan

MAX_BYTES = 10_000


def read_lines(folder: Path, data: bytes | str) -> list[RawArticle | Rejected]:
    path = folder / "a.jsonl"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read(folder, scan(folder)[0][0], max_bytes=MAX_BYTES))


def articles(folder: Path, data: bytes | str) -> list[RawArticle]:
    return [item for item in read_lines(folder, data) if isinstance(item, RawArticle)]


def rejections(folder: Path, data: bytes | str) -> list[str]:
    return [item.reason for item in read_lines(folder, data) if isinstance(item, Rejected)]


def test_every_key_is_read(tmp_path: Path) -> None:
    line = {
        "_id": 7,
        "text": "Raw.Text",
        "title": " Dawn \n of the station ",
        "author": ["A. Writer", "B. Writer"],
        "publication": "The Paper",
        "date": "July 14, 2025",
        "url": "https://example.org/a",
        "image": "https://example.org/a.jpg",
        "licence": "CC BY 4.0",
        "questions": ["What dawned?"],
        "other": {"a": [1, None]},
    }
    (raw,) = articles(tmp_path, json.dumps(line))
    assert ("a.jsonl", 1, "7", "Raw.Text") == (raw.path, raw.line, raw.id, raw.text)
    assert ("CC BY 4.0", ("What dawned?",)) == (raw.licence, raw.questions)
    stated = raw.metadata
    assert "Dawn of the station" == stated.title
    assert "A. Writer, B. Writer" == stated.author
    assert ("The Paper", "2025-07-14") == (stated.publication, stated.date)
    assert ("https://example.org/a", "https://example.org/a.jpg") == (stated.url, stated.image)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [("soon", None), (1969, "1969"), ("1969-07", "1969-07"), ("", None), (None, None)],
)
def test_date_that_cannot_be_read_is_unknown(
    tmp_path: Path, stated: str | int | None, expected: str | None
) -> None:
    (raw,) = articles(tmp_path, json.dumps({"text": "a", "date": stated}))
    assert expected == raw.metadata.date


def test_address_that_is_none_is_unknown(tmp_path: Path) -> None:
    (raw,) = articles(tmp_path, json.dumps({"text": "a", "url": "javascript:alert(1)"}))
    assert raw.metadata.url is None


def test_id_before_other_id(tmp_path: Path) -> None:
    (raw,) = articles(tmp_path, '{"_id": "b", "id": "a", "text": "x"}')
    assert "a" == raw.id


BAD = [
    (b"nope", "not JSON: invalid character (byte 4)"),
    (b'{"text": "a"', "not JSON: Input data was truncated"),
    (b'{"text": "\\ud800"}', "not JSON: "),
    (b'{"title": "a"}', "no 'text' key"),
    (b"[1]", "not an object with keys"),
    (b'"text"', "not an object with keys"),
    (b'{"text": 1}', "text: the value has the wrong type; write it as text in quotation marks"),
    (b'{"text": "a", "title": ["b"]}', "title: the value has the wrong type; write it as text"),
    (b'{"text": "a", "questions": ["b", 1]}', "questions: the value has the wrong type"),
    (b'{"text": "a", "id": true}', "id: the value has the wrong type"),
    (b'{"text": "a", "id": ""}', "id: empty; give it a value or leave the key out"),
    (b'{"text": "a", "id": " "}', "id: empty"),
    (b'{"text": "a", "id": "a\\u0007\\u200bb"}', "id: holds a control character"),
    (b'{"text": "a", "id": "' + b"x" * 201 + b'"}', "id: longer than 200 characters; shorten it"),
    (b'{"text": "a", "title": "' + b"x" * 1001 + b'"}', "title: longer than 1,000 characters"),
    (b'{"text": "caf\xc3("}', "not valid UTF-8: byte 0xC3 at offset 13; save it as UTF-8"),
    (b'{"text": "' + b"x" * MAX_BYTES + b'"}', "larger than 10,000 bytes"),
    (b'{"text": "a", "x": ' + b"[" * 9000, "not JSON that an article has: nested too deeply"),
]


@pytest.mark.parametrize(("line", "reason"), BAD)
def test_bad_line_is_named_and_the_rest_is_read(tmp_path: Path, line: bytes, reason: str) -> None:
    good = b'{"text": "before"}\n\n'
    found = read_lines(tmp_path, good + line + b'\r\n{"text": "after"}')
    assert ["before", "after"] == [item.text for item in found if isinstance(item, RawArticle)]
    assert [1, 4] == [item.line for item in found if isinstance(item, RawArticle)]
    assert isinstance(found[1], Rejected)
    assert found[1].reason.startswith(f"line 3: {reason}")


def test_the_longest_line_that_is_read(tmp_path: Path) -> None:
    line = b'{"text": "' + b"x" * (MAX_BYTES - 12) + b'"}'
    assert MAX_BYTES == len(line)
    assert 3 == len(articles(tmp_path, line + b"\n" + line + b"\n" + line))


def test_encodings(tmp_path: Path) -> None:
    line = '{"text": "café “here”"}'
    for data in (
        line.encode(),
        line.encode("utf-8-sig"),
        line.encode("cp1252"),
        f"{line}\r\n\r\n{line}".encode("utf-16"),
        f"{line}\n{line}".encode("utf-16-le"),
    ):
        assert {"café “here”"} == {raw.text for raw in articles(tmp_path, data)}


def test_broken_utf_16_is_refused(tmp_path: Path) -> None:
    data = '{"text": "one and more of it"}\n{"text": "two ?"}'.encode("utf-16-le")
    data = data.replace(b"?\0", b"?\xd8")
    assert ["line 2: not valid UTF-16; save it as UTF-8"] == rejections(tmp_path, data)


def test_mojibake_and_line_ends_are_mended(tmp_path: Path) -> None:
    (raw,) = articles(tmp_path, json.dumps({"text": "Itâ€™s\r\nso", "title": "cafÃ©"}))
    assert ("It’s\nso", "café") == (raw.text, raw.metadata.title)


@pytest.mark.parametrize("data", ['[{"text": "a"}]', ' \n[\n{"text": "a"},\n{"text": "b"}\n]'])
def test_array_is_refused_as_a_whole(tmp_path: Path, data: str) -> None:
    assert ["a JSON array; write one article a line (jq -c '.[]' does)"] == rejections(
        tmp_path, data
    )


def test_binary_is_refused_as_a_whole(tmp_path: Path) -> None:
    assert ["not text: it holds binary data"] == rejections(tmp_path, b"a\nb\0c\n" * 100)


def test_bad_lines_without_end_are_counted(tmp_path: Path) -> None:
    found = rejections(tmp_path, "nope\n" * 1234)
    assert 1001 == len(found)
    assert "line 1000: not JSON: invalid character (byte 4)" == found[-2]
    assert "234 more lines cannot be read" == found[-1]


def test_a_long_file_is_not_held(tmp_path: Path) -> None:
    text = "The crew watched it come nearer. " * 20
    line = json.dumps({"title": "Dawn", "text": text})
    (tmp_path / "a.jsonl").write_text(f"{line}\n" * 20_000)
    file = scan(tmp_path)[0][0]
    assert file.size > 10_000_000
    tracemalloc.start()
    count = sum(1 for _ in read(tmp_path, file, max_bytes=MAX_BYTES))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert 20_000 == count
    assert peak < 1_000_000


def test_a_line_that_is_too_long_is_not_held(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "' + b"x" * 20_000_000 + b'"}\n{"text": "b"}')
    tracemalloc.start()
    found = list(read(tmp_path, scan(tmp_path)[0][0], max_bytes=MAX_BYTES))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [Rejected, RawArticle] == [type(item) for item in found]
    assert peak < 1_000_000
