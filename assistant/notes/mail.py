"""Reads e-mails (.eml): the body as the text, the subject as the title.

Knows MIME through the standard library. Does not open attachments or load anything that the mail points to.
"""

import datetime as dt
import email
import email.header
import email.policy
import email.utils
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.message import Message

from assistant.errors import EmptyNote, ProtectedFile, UnsupportedFormat
from assistant.notes import html
from assistant.notes.content import Content, Source, line_locations
from assistant.notes.encoding import clean, decode

_USUAL = ("From", "To", "Subject", "Date", "Received", "Message-ID", "MIME-Version", "Content-Type")
_SEALED = frozenset(["multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"])
_DEEPEST = 30


@dataclass(slots=True)
class _Found:
    """What has been gathered so far."""

    filename: str
    texts: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def read(source: Source) -> Content:
    """Read an e-mail.

    Raises:
        UnsupportedFormat: it is not an e-mail.
        ProtectedFile: it is encrypted.
        EmptyNote: there is no text in it, only attachments or nothing.
        DamagedFile: its text is binary data.
    """
    # The older policy leaves broken headers as they are, where the newer one stops at them.
    message = email.message_from_bytes(source.data, policy=email.policy.compat32)
    if not any(name in message for name in _USUAL):
        raise UnsupportedFormat(
            f'"{source.filename}" ends in ".eml" but is not an e-mail. Save the mail again, or paste its text.'
        )
    found = _Found(filename=source.filename)
    _gather(message, found, 0)
    text = "\n\n".join(part.strip("\n") for part in found.texts if part.strip())
    if not text:
        raise _empty(found)
    return Content(
        text=text,
        locations=line_locations(text),
        title=" ".join(_header(message, "Subject").split()),
        sent=_sent(message),
        left_out=(*_attached(found.attachments), *found.left_out),
    )


def _gather(part: Message, found: _Found, depth: int) -> None:
    kind = part.get_content_type()
    if kind in _SEALED:
        raise ProtectedFile(
            f'"{found.filename}" is an encrypted e-mail. Open it in your mail program, and paste its text.'
        )
    if depth > _DEEPEST or kind == "message/rfc822" or _is_attachment(part):
        found.attachments.append(_name(part))
    elif kind == "multipart/alternative":
        _gather_best(part, found, depth)
    elif part.is_multipart():
        for child in _children(part):
            _gather(child, found, depth + 1)
    elif kind == "text/html":
        page = html.read_markup(_body(part, found))
        found.texts.append(page.text)
        found.left_out.extend(page.left_out)
    elif kind == "text/plain":
        found.texts.append(_body(part, found))
    else:
        found.attachments.append(_name(part))


def _gather_best(part: Message, found: _Found, depth: int) -> None:
    """Take the plain form of the same text if it has one, else the last, which is the fullest."""
    children = list(_children(part))
    plain = [x for x in children if x.get_content_type() == "text/plain" and _body(x, found).strip()]
    for child in [*plain, *reversed(children)][:1]:
        _gather(child, found, depth + 1)


def _children(part: Message) -> Iterator[Message]:
    payload = part.get_payload()
    for child in payload if isinstance(payload, list) else []:
        if isinstance(child, Message):
            yield child


def _is_attachment(part: Message) -> bool:
    if part.is_multipart():
        return False
    named = part.get_content_disposition() == "attachment" or part.get_filename() is not None
    return named or not part.get_content_type().startswith("text/")


def _body(part: Message, found: _Found) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    text = decode(data, found.filename, declared=_charset(part))
    flowing = str(part.get_param("format") or "").lower() == "flowed"
    return _unfolded(text, spaces=str(part.get_param("delsp") or "").lower() != "yes") if flowing else text


def _charset(part: Message) -> str:
    charset = part.get_content_charset() or ""
    return "" if charset == "us-ascii" else charset


def _unfolded(text: str, *, spaces: bool) -> str:
    """Join the lines that a mail program broke: those that end in a space (RFC 3676)."""
    lines: list[str] = []
    open_line = False
    for raw in text.split("\n"):
        line = raw[1:] if raw.startswith(" ") else raw
        if open_line and not line.startswith(">"):
            lines[-1] = (lines[-1] if spaces else lines[-1][:-1]) + line
        else:
            lines.append(line)
        open_line = line.endswith(" ") and line != "-- " and not line.startswith(">")
    return "\n".join(lines)


def _header(message: Message, name: str) -> str:
    raw = message.get(name)
    if raw is None:
        return ""
    try:
        parts = email.header.decode_header(raw)
    except HeaderParseError:
        return clean(str(raw))
    words = [part if isinstance(part, str) else _word(part, charset or "") for part, charset in parts]
    return clean("".join(words))


def _word(part: bytes, charset: str) -> str:
    bare = bytes(byte for byte in part if byte >= 32)
    return decode(bare, "subject", declared="" if charset == "unknown-8bit" else charset)


def _sent(message: Message) -> dt.date | None:
    try:
        return email.utils.parsedate_to_datetime(str(message.get("Date", ""))).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _name(part: Message) -> str:
    if part.get_content_type() == "message/rfc822":
        inner = next(_children(part), None)
        subject = _header(inner, "Subject") if inner is not None else ""
        return f"the e-mail “{subject}”" if subject else "an e-mail"
    name = part.get_filename()
    # Some programs encode the name as they encode a subject.
    given = Message()
    given["Name"] = clean(name or "").replace("\n", " ")
    return _header(given, "Name") or part.get_content_type()


def _attached(names: list[str]) -> tuple[str, ...]:
    if not names:
        return ()
    return (f"{len(names)} attachment{'s' if len(names) > 1 else ''} ({', '.join(names)})",)


def _empty(found: _Found) -> EmptyNote:
    if not found.attachments:
        return EmptyNote(f'There is no text in "{found.filename}".')
    return EmptyNote(
        f'"{found.filename}" has no text of its own, only {_attached(found.attachments)[0]}. '
        "Save what is attached, and add that."
    )
