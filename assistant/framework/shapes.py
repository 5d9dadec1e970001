"""What the files of the corpus look like, field by field.

Knows each file by itself. The rules that join files are in `rules`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.domain import Kind, Situation

Text = Annotated[str, Field(min_length=1, strict=True)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", strict=True)]
PublishedStanding = Literal["abstract", "text", "general", "ours"]


class Entry(BaseModel):
    """Base of all shapes: nothing may be added."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class LensEntry(Entry):
    """The front matter of `lenses/<id>.md`."""

    order: Annotated[int, Field(ge=1, strict=True)]
    id: Slug
    name: Text
    gloss: Text
    fits: Text
    sources: Annotated[tuple[Slug, ...], Field(min_length=1)]


class SourceEntry(Entry):
    """One work in `sources.yaml`."""

    key: Slug
    cite: Text
    reference: Text
    standing: PublishedStanding


class SourcesFile(Entry):
    """`sources.yaml`."""

    sources: Annotated[tuple[SourceEntry, ...], Field(min_length=1)]


class QuestionEntry(Entry):
    """One question of the bank."""

    id: Slug
    text: Text
    suits: Annotated[tuple[Situation, ...], Field(min_length=1)]
    kinds: tuple[Kind, ...] = ()
    """The kinds of `$thing` that the question makes sense for; all if left out."""


class QuestionsFile(Entry):
    """`questions/<lens id>.yaml`."""

    lens: Slug
    wording: Literal["ours"]
    """Whose words the questions are."""
    questions: tuple[QuestionEntry, ...]


class KindEntry(Entry):
    """One kind of actor."""

    kind: Kind
    name: Text
    short: Text
    description: Text
    terms: Annotated[tuple[Text, ...], Field(min_length=10)]


class KindsFile(Entry):
    """`kinds.yaml`."""

    sources: Annotated[tuple[Slug, ...], Field(min_length=1)]
    kinds: tuple[KindEntry, ...]


class ManifestFile(Entry):
    """`framework.yaml`."""

    sample_name: Text
