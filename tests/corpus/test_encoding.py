"""Bytes that are text must be read as what they are, and all others refused."""

import codecs
import gzip
import time
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.encoding import decode, mend
from bot.errors import RejectedError

PROSE = [
    "Café au lait in the Palais de l’Élysée – 27° at noon, and £5 for a programme.",
    "“Glad to see you,” Leonov said… “Très bien!”",
    "François Müller, né à Orléans, flew with Jesús Ángel Peña and Søren Åberg.",
    "Übermut tut selten gut, sagte der Spaßvogel: „Ja“ – und „Nein“.",
    "CAFÉ—the sign said “CAFÉ”, not “CAFÉ’S”.",
    "The œuvre of Šimon Žižka™ costs €20 (¥3000), ±5 %, © 1969 NASA®.",
    "« Bonjour », dit-il ; « la fusée est à 3½ km² d’ici ».",
    "¿Quién fue el señor Núñez? ¡Un piloto!",
    "He read § 4 † of the 2ª edición, the 1º of May, 10 µm wide: 2 × 3 ÷ 1.",
    "São Paulo: NÃO É ÓBVIO, MAS AMANHÃ SERÁ.",
    "5 Å wide. É isso. Può essere così, o è già là.",
    "• one • two · three",
    "naïve façade, rôle, Noël, coöperate, smørrebrød, þing, Ðorðe",
    "It´s 100\xa0000 km\xa0away.",
]


@pytest.mark.parametrize("text", PROSE)
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_prose_is_read_in_each_encoding(text: str, encoding: str) -> None:
    assert text == decode(text.encode(encoding))


@pytest.mark.parametrize("text", PROSE)
def test_one_long_article_in_windows_1252(text: str) -> None:
    article = f"{text}\n\nHe waited for a long time.\n" * 200
    assert article == decode(article.encode("cp1252"))


def test_utf_16_big_endian_with_a_mark() -> None:
    assert "Луна-9" == decode(codecs.BOM_UTF16_BE + "Луна-9".encode("utf-16-be"))


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        (b"caf\xc3", 3),
        (b"ok \xc3\x28 text", 3),
        (b"\xef\xbb\xbfcaf\xe9", 6),
        ("“Glad to see you.”".encode()[:-1], 19),
        ("“Glad to see you.”".encode()[:-2], 19),
        ("“Glad to see you.”".encode()[1:], 0),
        ("Ж".encode()[:1] + "ж".encode(), 0),
        ("He flew Müller to Orléans.".encode().replace(b"\xc3\xbc", b"\xc3"), 9),
        ("He flew Müller to Orléans.".encode().replace(b"\xc3\xbc", b"\xbc"), 9),
        ("It’s Müller’s.".encode().replace(b"\xe2\x80\x99", b"\xe2\x80"), 2),
        ("a launch at –20° and 130\xa0kg".encode().replace(b"\xc2\xa0", b"\xc2"), 27),
        ("It’s ".encode() * 1000 + b"\xff", 7000),
        (b"caf\x8d", 3),
        (b"caf\x81 and caf\xe9", 3),
    ],
)
def test_broken_utf_8_is_refused_with_the_place(data: bytes, offset: int) -> None:
    with pytest.raises(RejectedError) as caught:
        decode(data)
    byte = f"byte 0x{data[offset]:02X} at offset {offset}"
    assert f"not valid UTF-8: {byte}; save it as UTF-8" == str(caught.value)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG image"),
        (b"GIF89a\x01\0\x01\0", "a GIF image"),
        (b"PK\x03\x04\x14\0\x06\0", "an Office document"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF"),
        (b"{\\rtf1\\ansi Some text.}", "an RTF document"),
        (gzip.compress(b"Some text."), "a gzip archive"),
        (b"text with a zero\0byte", "not text"),
        (b"\0" * 5000, "not text"),
        ("text".encode("utf-32"), "not text"),
        ("text".encode("utf-32-le"), "not text"),
        (b"\x01\x02\x03\x04", "not text"),
        (b"\xff\xfe\xfa", "UTF-16"),
        (b"\xff\xfea\0b", "UTF-16"),
        (b"\xff\xfe\x00\xd8a\0", "UTF-16"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(RejectedError, match=reason):
        decode(data)


@pytest.mark.parametrize("seed", range(20))
def test_compressed_bytes_are_refused(seed: int) -> None:
    data = zlib.compress(bytes((i * i + seed) % 251 for i in range(4000)), 9)
    with pytest.raises(RejectedError):
        decode(data)


@pytest.mark.parametrize(
    ("declared", "read"),
    [
        ("koi8-r", "Гагарин"),
        ("windows-1251", "Гагарин"),
        ("ISO-8859-2", "Zdeněk"),
        ("shift_jis", "宇宙"),
    ],
)
def test_declared_encoding_counts(declared: str, read: str) -> None:
    assert read == decode(read.encode(declared), declared)


@pytest.mark.parametrize(
    "declared", ["zlib", "rot13", "unicode_escape", "punycode", "no-such-thing", "latin-1", "utf-8"]
)
def test_declared_encoding_that_says_nothing(declared: str) -> None:
    assert "café – bar" == decode("café – bar".encode("cp1252"), declared)
    assert "café – bar" == decode("café – bar".encode(), declared)


@pytest.mark.parametrize("text", [*PROSE, "Луна-9", "宇宙", "🚀 launch"])
@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_mojibake_is_mended(text: str, encoding: str) -> None:
    try:
        broken = text.encode().decode(encoding)
    except UnicodeDecodeError:
        broken = text.encode().decode("latin-1")
    broken = f"A line that is right – “quite” right.\n{broken}\nAnd another: café."
    assert broken.replace(broken.split("\n")[1], text) == mend(broken)


@pytest.mark.parametrize(
    "text",
    [
        "It’s “curly” — and stays…",
        "ﬁne ligatures, ＷＩＤＥ letters, &amp; entities, x² and Å, e\u0301",
        "“CAFÉ” and é” and à\xa0là",
        "Straße “Spaß”",
    ],
)
def test_nothing_else_is_altered(text: str) -> None:
    assert text == mend(text)
    assert text == decode(text.encode())


def test_line_ends_and_controls() -> None:
    assert "a\nb\nc\nd\ne\nf\tg" == mend("a\r\nb\rc\x0cd\u2028e\x0bf\tg")
    assert "a\n\nb" == decode(b"a\r\n\r\nb")
    assert "a\nb" == decode("a\r\nb".encode("utf-16"))
    assert "soft mark " * 100 == decode(b"soft\x02 mark " + b"soft mark " * 99)


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", codecs.BOM_UTF16_LE])
def test_empty(data: bytes) -> None:
    assert "" == decode(data)


@given(
    st.binary(max_size=400)
    | st.text(max_size=200).map(lambda text: text.encode("utf-16-le", "replace"))
)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(RejectedError):
        text = decode(data)
        text.encode()
        assert not set(text) & {*map(chr, range(9)), "\r", "\x0b", "\x0c", "\x7f"}


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=100))
def test_utf_8_without_mojibake_comes_back(text: str) -> None:
    again = decode(codecs.BOM_UTF8 + text.encode())
    assert again == mend(text)


@pytest.mark.parametrize(
    "data",
    [
        b"\xe9",
        b"\xe9 ",
        b"\xc3",
        "Ã©".encode(),
        "é”".encode(),
        b"\x93",
        b"\r",
        b"\x01",
        b"\xc3\xa9\n",
        "√©".encode(),
    ],
)
def test_time_is_linear(data: bytes) -> None:
    def seconds(count: int) -> float:
        began = time.process_time()
        with suppress(RejectedError):
            decode(data * count)
        return time.process_time() - began

    seconds(10)
    assert seconds(400_000) < max(1, 12 * seconds(100_000))
