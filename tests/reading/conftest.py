from pathlib import Path

import pytest

from assistant.domain import KindCard
from assistant.framework.lexicon import load_abbreviations, load_lexicon
from assistant.reading import Parser, Reader

LEXICON = Path(__file__).parents[2] / "corpus" / "lexicon"
CARDS = (
    KindCard(kind="money", name="Money", description="What is paid.", terms=("budget", "funding", "cost")),
    KindCard(kind="nature", name="Weather", description="What grows.", terms=("rain", "dog", "snow")),
    KindCard(kind="document", name="Papers", description="What is written.", terms=("form", "letter")),
)


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser()


@pytest.fixture(scope="session")
def reader(parser: Parser) -> Reader:
    abbreviations = load_abbreviations(LEXICON)
    return Reader(kinds=CARDS, lexicon=load_lexicon(LEXICON), parser=parser, abbreviations=abbreviations)
