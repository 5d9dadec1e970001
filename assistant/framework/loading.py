"""Reads the corpus folder into a Framework, or says in which file and line it breaks a rule.

Knows the folder's layout. The sample's notes are only looked for: reading notes is another part's work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from assistant.domain import KindCard, Lens, Question, Source
from assistant.errors import FrameworkError
from assistant.framework import rules
from assistant.framework.catalogue import Framework
from assistant.framework.files import Page, Place, read_card, read_yaml
from assistant.framework.shapes import KindsFile, LensEntry, ManifestFile, QuestionsFile, SourcesFile


def load(folder: Path) -> Framework:
    """Read and check the corpus.

    Args:
        folder: The corpus folder.

    Returns:
        The framework, its lenses in the order that their cards give.

    Raises:
        FrameworkError: a file is missing or breaks a rule; the message names the file and the line.
    """
    sources = _sources(folder)
    lenses = _lenses(folder, sources)
    return Framework(
        lenses=lenses,
        questions=_questions(folder, [lens.id for lens in lenses]),
        kinds=_kinds(folder, sources),
        sources=tuple(sources.values()),
        notice=_notice(folder),
        sample=_sample(folder),
        sample_name=read_yaml(folder, "framework.yaml").shape(ManifestFile).sample_name,
    )


def _sources(folder: Path) -> Mapping[str, Source]:
    page = read_yaml(folder, "sources.yaml")
    file = page.shape(SourcesFile)
    rules.check_sources(page, file)
    _check_texts(page)
    return {entry.key: Source(**entry.model_dump()) for entry in file.sources}


def _lenses(folder: Path, sources: Mapping[str, Source]) -> tuple[Lens, ...]:
    cards = []
    for name in _names(folder, "lenses", ".md"):
        page = read_card(folder, name)
        cards.append((page, page.shape(LensEntry)))
        _check_texts(page)
    rules.check_lenses(cards, sources)
    return tuple(
        Lens(
            id=entry.id,
            name=entry.name,
            gloss=entry.gloss,
            fits=entry.fits,
            sources=tuple(sources[key] for key in entry.sources),
            text=page.text,
        )
        for page, entry in sorted(cards, key=lambda card: card[1].order)
    )


def _questions(folder: Path, lenses: list[str]) -> tuple[Question, ...]:
    for name in _names(folder, "questions", ".yaml"):
        if Path(name).stem not in lenses:
            raise FrameworkError(f"{name}, line 1: there is no lens of that name in lenses/.")
    files = []
    for lens in lenses:
        page = read_yaml(folder, f"questions/{lens}.yaml")
        files.append((page, page.shape(QuestionsFile)))
    rules.check_questions(files, lenses)
    return tuple(
        Question(lens=file.lens, slots=rules.question_slots(entry.text), **entry.model_dump())
        for _, file in files
        for entry in file.questions
    )


def _kinds(folder: Path, sources: Mapping[str, Source]) -> tuple[KindCard, ...]:
    page = read_yaml(folder, "kinds.yaml")
    file = page.shape(KindsFile)
    rules.check_known(page, file.sources, sources)
    rules.check_kinds(page, file)
    return tuple(KindCard(**entry.model_dump()) for entry in file.kinds)


def _notice(folder: Path) -> str:
    page = read_card(folder, "notice.md")
    _check_texts(page)
    if not page.text:
        raise page.error("there is no text below the front matter.")
    return page.text


def _sample(folder: Path) -> Path:
    sample = folder / "sample"
    if not any(sample.glob("*.md")):
        raise FrameworkError("sample, line 1: the folder has no notes. Put at least one `.md` file into it.")
    return sample


def _names(folder: Path, part: str, suffix: str) -> list[str]:
    names = sorted(f"{part}/{path.name}" for path in (folder / part).glob(f"*{suffix}"))
    if not names:
        raise FrameworkError(f"{part}, line 1: the folder is missing or has no `{suffix}` files.")
    return names


def _check_texts(page: Page) -> None:
    rules.check_claims(page, [*_strings(page.data, ()), ((), page.text)])


def _strings(data: object, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(data, str):
        yield place, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _strings(value, (*place, str(key)))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _strings(value, (*place, number))
