"""Every error that Noticing raises on purpose, as one tree.

NoticingError
├── SettingsError          an environment variable is unknown or has a value that cannot be used
├── NoteError              a file or pasted text could not become a note
│   ├── UnsupportedFormat  the file's type is not one that can be read
│   ├── EmptyNote          there is no text in it
│   ├── ProtectedFile      a password is needed
│   ├── DamagedFile        the file is cut off, binary noise or otherwise unreadable
│   └── TooLarge           over the limit for bytes, pages or unpacked size
├── FrameworkError         a file in corpus/ breaks the rules; names file and line
├── PromptError            a file in prompts/ is unknown, or has unknown or missing variables
├── ModelMissing           the parser's or the encoder's package is not installed
├── ModelTrouble           a language model is slow, silent, gone, out of quota, or refuses
├── ReadingError           what was said of an actor of a reading cannot be applied
├── IndexFailure           the search index cannot be read or written
├── StoreError             the database cannot be read or written
└── NotFound               there is no case, note or actor of that name

A message names the thing in quotes, says what is wrong and what to do. It is shown to users as it stands.
Errors of other libraries are turned into one of these in the part that knows the library.
"""


class NoticingError(Exception):
    """Base of all errors that are shown to users as one plain sentence."""


class SettingsError(NoticingError):
    """An environment variable is unknown or cannot be used."""


class NoteError(NoticingError):
    """A file or pasted text could not become a note."""


class UnsupportedFormat(NoteError):
    """The file's type is not one that can be read."""


class EmptyNote(NoteError):
    """There is no text in the file."""


class ProtectedFile(NoteError):
    """The file opens only with a password."""


class DamagedFile(NoteError):
    """The file is cut off, binary noise or otherwise unreadable."""


class TooLarge(NoteError):
    """The file is over a limit."""


class FrameworkError(NoticingError):
    """A file of the framework breaks the rules."""


class PromptError(NoticingError):
    """A prompt file is unknown, or its variables do not fit."""


class ModelMissing(NoticingError):
    """A model's package is not installed."""


class ModelTrouble(NoticingError):
    """A language model is slow, silent, gone, out of quota, or refuses."""


class IndexFailure(NoticingError):
    """The search index cannot be read or written."""


class ReadingError(NoticingError):
    """What was said of an actor cannot be applied."""


class StoreError(NoticingError):
    """The database cannot be read or written."""


class NotFound(NoticingError):
    """There is no case, note or actor of that name."""
