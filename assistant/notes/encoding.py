"""Bytes become text: byte order marks, UTF-8, UTF-16 without a mark, then the likeliest old encoding.

Knows how English notes with Welsh, Polish or French names look. Does not know file formats.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.errors import DamagedFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# In the order of how common they are in British offices; a later one must be clearly better to win.
_OLD = ("cp1252", "cp1250", "iso8859-14", "iso8859-2", "mac-roman", "cp850")
_ODDS = {"cp1252": 0.0, "utf-8 with cp1252": 0.3, "cp1250": 0.5, "iso8859-14": 0.6, "iso8859-2": 0.7}
_SAMPLE = 200_000
_QUOTES_AND_DASHES = frozenset("“”‘’–—…•")
_SIGNS = frozenset("£€°½¼¾·«»§©®™×\xa0²³¹±µ„‚†→✓✔✗✘☐☑☒−")
_COMMON_LETTERS = frozenset("éèêëáàâäíìîïóòôöúùûüñçŵŷ")
_LETTERS = frozenset("ẁẃẅỳýÿłąęśćżźńšžčřďťěůőűăâîșşțţđãõåæœøßẃğıÅÆØÝ")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_UTF8_RUN = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Guess:
    cost: float
    text: str


def clean(text: str) -> str:
    """The same text with line feeds as line ends and without lone surrogates, control characters and a leading mark."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _CONTROLS.sub("", _BREAKS.sub("\n", whole).removeprefix("\ufeff"))


def decode(data: bytes, filename: str, *, declared: str = "") -> str:
    """Read the bytes as text; line ends become line feeds, text that was once misread as Windows text is repaired.

    Args:
        data: The bytes of a text.
        filename: The file's name, for the error.
        declared: The encoding that the file says it has; used where the bytes agree.

    Raises:
        DamagedFile: the bytes are not text.
    """
    text = _unicode(data)
    if text is None and declared:
        text = _strict(data, declared)
    if text is None:
        if b"\x00" in data:
            raise _noise(filename)
        text = _old(data)
    if "\x00" in text or len(_CONTROLS.findall(text)) > max(2, len(text) // 100):
        raise _noise(filename)
    return clean(_repaired(text))


def _noise(filename: str) -> DamagedFile:
    return DamagedFile(f'"{filename}" is not text: it holds binary data. Save it again as a text file, and add that.')


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        # A web page or a mail that says Latin-1 means Windows-1252, as browsers read it.
        name = codecs.lookup(encoding).name
        return data.decode("cp1252" if name in {"iso8859-1", "ascii"} else name)
    except (LookupError, UnicodeError):
        return None


def _unicode(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.removeprefix(mark).decode(encoding, "replace")
    if b"\x00" in data:
        return _unmarked_utf16(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _unmarked_utf16(data: bytes) -> str | None:
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _strict(data, encoding)
        if text and sum(map(_latin, text[:_SAMPLE])) >= 0.95 * len(text[:_SAMPLE]):
            return text
    return None


def _latin(letter: str) -> bool:
    return letter in "\t\n\r" or " " <= letter <= "~" or "\xa0" <= letter <= "\u024f" or "\u2010" <= letter <= "\u20ac"


def _old(data: bytes) -> str:
    guesses = sorted(_guesses(data), key=lambda guess: guess.cost)
    odd = sum(byte > 127 for byte in data[:_SAMPLE])
    if guesses and guesses[0].cost <= 1.2 * odd + 1:
        return guesses[0].text
    return _foreign(data)


def _guesses(data: bytes) -> Iterator[_Guess]:
    mixed = _mixed(data)
    if mixed is not None:
        yield _Guess(cost=_ODDS["utf-8 with cp1252"] + _cost(mixed), text=mixed)
    for encoding in _OLD:
        text = _strict(data, encoding)
        if text is None and encoding == "cp1252":
            text = _windows(data)
        if text is not None:
            yield _Guess(cost=_ODDS.get(encoding, 0.9) + _cost(text), text=text)


def _windows(data: bytes) -> str:
    """Windows-1252, with the five bytes that it leaves out read as Latin-1 does."""
    return "".join(bytes([x]).decode("cp1252" if x not in b"\x81\x8d\x8f\x90\x9d" else "latin-1") for x in data)


def _mixed(data: bytes) -> str | None:
    """UTF-8 into which text in Windows-1252 was pasted; None where no UTF-8 stands in it."""
    parts: list[str] = []
    end = 0
    for run in _UTF8_RUN.finditer(data):
        try:
            inside = run.group().decode("utf-8")
        except UnicodeDecodeError:
            continue
        parts += [_windows(data[end : run.start()]), inside]
        end = run.end()
    return "".join([*parts, _windows(data[end:])]) if parts else None


def _cost(text: str) -> float:
    """How strange the text looks: 0 for each character that is at home where it stands, up to 3 for one that is not."""
    sample = f" {text[:_SAMPLE]} "
    return sum(
        _strangeness(sample[at - 1], letter, sample[at + 1]) for at, letter in enumerate(sample) if letter > "\x7f"
    )


def _strangeness(before: str, letter: str, after: str) -> float:
    if letter in _QUOTES_AND_DASHES:
        return 0.0
    if letter in _SIGNS:
        return 2.0 if before.isalpha() and after.isalpha() or letter in "²³¹" and before.isalpha() else 0.05
    known = letter.lower() in _COMMON_LETTERS
    if not known and letter.lower() not in _LETTERS:
        return 3.0 if "\x80" <= letter < "\xa0" else 2.0
    cost = 0.1 if known else 0.3
    if letter.isupper() and before.islower():
        return cost + 2.0
    return cost if before.isalpha() or after.isalpha() else 1.5


def _foreign(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return str(best) if best is not None else _windows(data)


def _repaired(text: str) -> str:
    if text.isascii():
        return text
    from ftfy import TextFixerConfig, fix_text

    encoding_only = TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        remove_control_chars=False,
        replace_lossy_sequences=False,
        normalization=None,
    )
    lines = ((line, fix_text(line, encoding_only)) for line in text.split("\n"))
    return "\n".join(fixed if set(fixed) - set(line) <= _expected(fixed) else line for line, fixed in lines)


def _expected(text: str) -> set[str]:
    """The characters that a true repair brings: Latin letters, signs and emoji; anything else was no misread text."""
    return {x for x in text if _latin(x) or "\u2600" <= x <= "\u27bf" or "\ufe00" <= x <= "\ufe0f" or x > "\U0001f000"}
