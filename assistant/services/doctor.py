"""What is installed, which model answers, what could leave this machine, what is unsafe in the settings."""

from dataclasses import dataclass
from importlib import metadata

from assistant.errors import NoticingError
from assistant.services.library import Library
from assistant.services.writers import EMBEDDED, writer
from assistant.settings import Settings, unsafe_names

SHOWN = ("noticing", "gradio", "chromadb", "langchain", "sentence-transformers", "torch", "spacy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of the report."""

    ok: bool
    name: str
    detail: str


def _version(package: str) -> Finding:
    try:
        return Finding(ok=True, name=package, detail=metadata.version(package))
    except metadata.PackageNotFoundError:
        return Finding(ok=False, name=package, detail=f"is not installed. Run `pip install {package}`.")


def _parser(library: Library) -> Finding:
    try:
        library.parser.parse("A form.")
    except NoticingError as error:
        return Finding(ok=False, name="parser", detail=str(error))
    return Finding(ok=True, name="parser", detail="en_core_web_md loads, and its files are as published.")


def _tagger(library: Library) -> Finding:
    try:
        library.tagger.tag(["A form."])
    except NoticingError as error:
        return Finding(ok=False, name="tagger", detail=str(error))
    return Finding(ok=True, name="tagger", detail="loads, and its weights are as published.")


def _encoder(library: Library) -> Finding:
    try:
        library.encoder.encode(["A form."])
    except NoticingError as error:
        return Finding(ok=False, name="encoder", detail=str(error))
    return Finding(ok=True, name="encoder", detail=f"{library.encoder.name} loads, and its weights are as published.")


def _framework(library: Library) -> Finding:
    try:
        found = library.framework
    except NoticingError as error:
        return Finding(ok=False, name="framework", detail=str(error))
    count = f"{len(found.lenses)} lenses and {len(found.questions)} questions"
    return Finding(ok=True, name="framework", detail=count)


def _replies(settings: Settings, library: Library) -> Finding:
    found = writer(settings, "")
    try:
        library.check_model(settings)
    except NoticingError as error:
        return Finding(ok=False, name="replies", detail=str(error))
    if found.model == EMBEDDED:
        return Finding(ok=True, name="replies", detail="embedded: no language model; nothing leaves this computer.")
    asked = "" if found.local else " It is used only for cases for which you allow it on the page."
    return Finding(ok=True, name="replies", detail=f"{found.name}.{asked}")


def _served(settings: Settings) -> Finding:
    local = settings.host in {"127.0.0.1", "localhost", "::1"}
    address = f"{settings.host}:{settings.port}"
    if local:
        return Finding(ok=True, name="page", detail=f"{address}, for this computer only.")
    detail = f"{address} can be reached from other computers, and the page asks for no password. Unset `NOTICING_HOST`."
    return Finding(ok=False, name="page", detail=detail)


def examine(settings: Settings, library: Library) -> tuple[Finding, ...]:
    """Look at everything once; the models are loaded for it."""
    unsafe = [
        Finding(ok=False, name=name, detail="is set in the environment. Noticing does not follow it; unset it.")
        for name in unsafe_names()
    ]
    return (
        *(_version(package) for package in SHOWN),
        _parser(library),
        _tagger(library),
        _encoder(library),
        _framework(library),
        _replies(settings, library),
        Finding(ok=True, name="home", detail=str(settings.home)),
        _served(settings),
        *unsafe,
    )
