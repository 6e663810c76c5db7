"""Bytes -> text: UTF-8, UTF-16, Windows-1252; mojibake mended, newlines and controls normalised.

Windows-1252 has a character for nearly every byte, so broken UTF-8 can be read as
Windows-1252 and come out as nonsense. What fails as UTF-8 is therefore read as
Windows-1252 only if it looks like something a person wrote in it; otherwise it is
rejected, with the offset of the byte that is at fault.
"""

import codecs
import re

from bot.errors import RejectedError

_SAVE_AS_UTF8 = "save it as UTF-8"

# What is plainly no text, named so that the person knows which file it is.
_SIGNATURES = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an Office document"),
    (b"\x1f\x8b", "a gzip archive"),
)
_TEXT_LIKE_SIGNATURES = ((b"%PDF-", "a PDF"), (b"{\\rtf", "an RTF document"))

_UTF16_SAMPLE = 4096  # bytes
_ASCII = bytes(range(0x80))
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_CHARACTERS = [*map(chr, (*range(9), *range(0x0E, 0x20), 0x7F))]
_MOST_CONTROLS = 0.01  # share of characters; texts scraped from PDFs hold a stray few

# Encodings that a page may declare, beside the three that are recognised. All are plain
# decoders: "zlib", "punycode" and their like are codecs for Python too, and are not here.
_DECLARABLE = re.compile(
    r"(?:iso-?8859-?(?:[2-9]|1[013-6])|windows-?125[013-8]|cp125[013-8]|koi8-[ru]"
    r"|shift[-_]jis|euc-(?:jp|kr)|gb2312|gbk|gb18030|big5|macintosh|mac-?roman)\Z",
    re.IGNORECASE,
)

_UNDEFINED_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
# Whole multi-byte sequences. A capital or ß before a closing mark ("CAFÉ”") is one by accident.
_UTF8_SEQUENCE = re.compile(
    rb"[\xc2\xc3][\x80-\xbf]"
    rb"|[\xc4-\xdf](?![\x85\x91-\x97\xa0\xbb])[\x80-\xbf]"
    rb"|[\xe0-\xef][\x80-\xbf]{2}"
    rb"|[\xf0-\xf4][\x80-\xbf]{3}"
)
# Places where nobody writes the character, and broken UTF-8 does: "cafÃ", "â€", "130Âkg", "M¼ller".
_LOWER, _UPPER, _ODD = "a-zß-öø-ÿšœž", "À-ÖØ-ÞŠŒŽŸ", "€ƒˆ‰˜¢¤¥¦¨¬¯¸¼½¾"
_IMPLAUSIBLE = re.compile(
    rf"(?<=[{_LOWER}])[{_UPPER}{_ODD}©¡¿„‹]"  # a capital or a mark inside or after a word
    rf"|(?<=[{_UPPER}])[{_ODD}]"
    r"|(?<![A-Z]{2})Ã(?![A-Z])|(?<=[0-9])[ÂÃâã]"  # Ã is a letter of Portuguese capitals
    r"|[Ââ](?![A-Za-zÀ-ÿ])"  # ends no word, and is none
    r"|(?<![A-Za-zÀ-ÿ])[ÄÎÏÐÑãäîïð](?![A-Za-zÀ-ÿ])"
    rf"|[À-ÿ]{{3}}|[{_ODD}™©®±²³µ¶¹]{{2}}|€[‘’“”–—]|™(?=[a-z])"
)
_MOST_IMPLAUSIBLE = 0.05  # share of the characters outside ASCII

# UTF-8 sequences that were read as Windows-1252, Latin-1 or (last line) Mac Roman.
_CONTINUED = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_MOJIBAKE = re.compile(
    rf"[Â-ß][{_CONTINUED}]|[à-ï][{_CONTINUED}]{{2}}|[ð-ô][{_CONTINUED}]{{3}}"
    r"|Ã |[\x80-\x9f]"
    r"|‚Ä|√[©®±°¢∂º…]"
)
# The same, looser, in UTF-8: a pattern of bytes that begins with a literal is found at
# the speed of memchr, and most texts need nothing else.
_SUSPECT = (
    re.compile(rb"\xc3(?:[\x82-\xb4][\xc2\xc5\xc6\xcb\xe2]|\x83 )"),
    re.compile(rb"\xc2[\x80-\x9f]"),
    re.compile(rb"\xe2\x80\x9a\xc3\x84"),
    re.compile(rb"\xe2\x88\x9a[\xc2\xe2]"),
)
_CONTROL_BYTES = bytes(range(9)) + bytes(range(0x0B, 0x20)) + b"\x7f"
_LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def decode(data: bytes, declared: str | None = None) -> str:
    """Return the text of a file's bytes.

    ``declared`` is the encoding that the file names for itself; it counts where the
    bytes are neither UTF-8 nor UTF-16. Raises RejectedError where they are no text.
    """
    return mend(decode_only(data, declared))


def mend(text: str) -> str:
    """Return ``text`` without mojibake and control characters, its lines ended by ``\\n``."""
    raw = text.encode(errors="surrogatepass")
    if len(raw) > len(text):
        if any(suspect.search(raw) for suspect in _SUSPECT):
            text = "\n".join(map(_mend_line, text.split("\n")))
            raw = text.encode(errors="surrogatepass")
        if "\u2028" in text or "\u2029" in text or "\x85" in text:
            text = _LINE_BREAKS.sub("\n", text)
    if len(raw.translate(None, _CONTROL_BYTES)) < len(raw):
        text = _CONTROLS.sub("", _LINE_BREAKS.sub("\n", text))
    return text


def decode_only(data: bytes, declared: str | None = None) -> str:
    """Return what ``decode`` does, before anything is mended."""
    for signature, kind in _TEXT_LIKE_SIGNATURES:
        if data.startswith(signature):
            raise RejectedError(f"not text: {kind}; save its text as .txt")
    if data.startswith(codecs.BOM_UTF8):
        text = _strict(data, "utf-8").removeprefix("\ufeff")
    elif encoding := utf16(data):
        text = _strict(data, encoding).removeprefix("\ufeff")
    elif b"\0" in data:
        raise RejectedError(_no_text(data))
    else:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            text = _eight_bit(data, declared, error)
    if len(data.translate(None, _CONTROL_BYTES)) < len(data):
        controls = sum(map(text.count, _CONTROL_CHARACTERS))
        if "\0" in text or controls > len(text) * _MOST_CONTROLS:
            raise RejectedError(_no_text(data))
    return text


def utf16(data: bytes) -> str | None:
    """Return the UTF-16 codec that ``data`` begins in, None if it does not.

    Without a byte order mark: Latin letters leave every second byte zero.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    sample = data[:_UTF16_SAMPLE]
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    most, least = len(sample) // 4, len(sample) // 100
    if second > most and first <= least:
        return "utf-16-le"
    if first > most and second <= least:
        return "utf-16-be"
    return None


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise RejectedError(_broken(encoding.upper(), data, error.start)) from None


def _eight_bit(data: bytes, declared: str | None, error: UnicodeDecodeError) -> str:
    """Return ``data`` as the declared encoding or Windows-1252, if it can be that."""
    if declared and _DECLARABLE.match(declared):
        return _strict(data, declared)
    high = len(data.translate(None, _ASCII))
    if (high > len(data) * 0.9 and len(data) > 20) or _signature(data):
        raise RejectedError(_no_text(data))
    broken = RejectedError(_broken("UTF-8", data, error.start))
    if _UNDEFINED_1252.search(data):
        raise broken
    stripped, sequences = _UTF8_SEQUENCE.subn(b"", data)
    if sequences * 10 > len(stripped.translate(None, _ASCII)):
        raise broken
    text = data.decode("cp1252")
    allowed = high * _MOST_IMPLAUSIBLE
    for count, _ in enumerate(_IMPLAUSIBLE.finditer(text), start=1):
        if count > allowed:
            raise broken
    return text


def _broken(encoding: str, data: bytes, offset: int) -> str:
    return f"not valid {encoding}: byte 0x{data[offset]:02X} at offset {offset}; {_SAVE_AS_UTF8}"


def _no_text(data: bytes) -> str:
    return f"not text: {_signature(data) or 'it holds binary data'}"


def _signature(data: bytes) -> str | None:
    return next((kind for start, kind in _SIGNATURES if data.startswith(start)), None)


def _mend_line(line: str) -> str:
    if line.isascii() or not _MOJIBAKE.search(line):
        return line
    from ftfy import fix_encoding  # its tables take 50 ms to load

    return fix_encoding(line)
