"""The network of the tagger: a small BERT encoder with one head a question, in PyTorch.

Knows tensors alone. Does not know texts, words or what the labels stand for. The encoder is that of all-MiniLM-L6-v2
(Wang et al. 2020, MiniLM; Reimers and Gurevych 2019, Sentence-BERT), built from its own weights.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from assistant.reading.tagger import NEAR, QUESTIONS

HIDDEN, LAYERS, HEADS, INNER, POSITIONS, VOCABULARY = 384, 6, 12, 1536, 512, 30522
SHAPES, GAPS = 5, 3
"""How many ways a word is written (lower case, capital ...) and how many ways it follows the word before."""
PAIR = 128
"""Dimensions in which two mentions are compared."""
WHO = 64
"""Dimensions in which it is told whether two mentions name one actor."""
FAR = (1, 2, 4, 7, 12, 20, 35)
"""Bounds of how many words stand between two mentions."""


class Answers(NamedTuple):
    """What the network says of each word; B windows of W words each."""

    spans: Tensor
    """B x W x 3: outside, begins, goes on."""
    kinds: Tensor
    """B x W x 14."""
    asked: Tensor
    """B x W x len(QUESTIONS)."""
    doer: Tensor
    """B x W x PAIR: the word as the one that does something to another."""
    done_to: Tensor
    """B x W x PAIR: the word as the other."""
    between: Tensor
    """B x W x PAIR: the word as one that stands between two."""
    who: Tensor
    """B x W x WHO: whom or what the word names; near to that of other words for the same one."""


class _Layer(nn.Module):
    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.attention_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.inner = nn.Linear(HIDDEN, INNER)
        self.outer = nn.Linear(INNER, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        drop = self.dropout if self.training else 0.0
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=0.0)
        seen = self.out(seen.transpose(1, 2).reshape(batch, length, HIDDEN))
        x = self.attention_norm(x + F.dropout(seen, drop, self.training))
        thought = self.outer(F.gelu(self.inner(x)))
        told: Tensor = self.norm(x + F.dropout(thought, drop, self.training))
        return told


class Net(nn.Module):
    """Word pieces in, answers for each word out."""

    def __init__(self, kinds: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.places = nn.Embedding(POSITIONS, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.shapes = nn.Embedding(SHAPES, HIDDEN)
        self.gaps = nn.Embedding(GAPS, HIDDEN)
        self.layers = nn.ModuleList(_Layer(dropout) for _ in range(LAYERS))
        self.spans = nn.Linear(HIDDEN, 3)
        self.kinds = nn.Linear(HIDDEN, kinds)
        self.asked = nn.Linear(HIDDEN, len(QUESTIONS))
        self.doer = nn.Linear(HIDDEN, PAIR)
        self.done_to = nn.Linear(HIDDEN, PAIR)
        self.between = nn.Linear(HIDDEN, PAIR)
        self.far = nn.Embedding(2 * (len(FAR) + 1), PAIR)
        self.apart = nn.Embedding(NEAR + 1, PAIR)
        self.tie = nn.Linear(PAIR, 1)
        self.who = nn.Linear(HIDDEN, WHO)
        self.apart_from = nn.Parameter(torch.tensor(-3.0))
        self.dropout = dropout
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.gaps.weight)

    def forward(self, pieces: Tensor, shapes: Tensor, gaps: Tensor, first: Tensor) -> Answers:
        """Answer for each word.

        Args:
            pieces: B x P word-piece ids, 0 where there is none.
            shapes: B x P, how the piece's word is written.
            gaps: B x P, how its word follows the one before.
            first: B x W, the index of each word's first piece; 0 where there is no word.
        """
        x = self.words(pieces) + self.places.weight[: pieces.shape[1]]
        x = self.norm(x) + self.shapes(shapes) + self.gaps(gaps)
        x = F.dropout(x, self.dropout, self.training)
        mask = (pieces != 0)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        x = x.gather(1, first[:, :, None].expand(-1, -1, HIDDEN))
        x = F.dropout(x, self.dropout, self.training)
        heads = (self.spans, self.kinds, self.asked, self.doer, self.done_to, self.between, self.who)
        return Answers(*(head(x) for head in heads))

    def tied(self, answers: Answers, pairs: Tensor) -> Tensor:
        """How strongly mentions are tied, as one logit a pair.

        Args:
            answers: Of the windows.
            pairs: N x 6: window, first and last word of the doer, first and last word of the other, sentences apart.
        """
        window, a, a_last, b, b_last, apart = pairs.unbind(1)
        doer, done_to, between = (item.float() for item in answers[3:6])
        run = F.pad(between.cumsum(1), (0, 0, 1, 0))
        low, high = torch.minimum(a_last, b_last) + 1, torch.maximum(a, b)
        count = (high - low).clamp(min=0)
        middle = (run[window, torch.maximum(high, low)] - run[window, low]) / count.clamp(min=1)[:, None]
        far = torch.bucketize(count, torch.tensor(FAR), right=True) + (a > b) * (len(FAR) + 1)
        x = (doer[window, a] + doer[window, a_last] + done_to[window, b] + done_to[window, b_last]) / 2
        x = F.gelu(x + middle + self.far(far) + self.apart(apart))
        told: Tensor = self.tie(F.dropout(x, self.dropout, self.training)).squeeze(-1)
        return told

    def same(self, answers: Answers, pairs: Tensor) -> Tensor:
        """How strongly mentions name one actor, as one logit a pair.

        Args:
            answers: Of the windows.
            pairs: N x 5: window, first and last word of the one, first and last word of the other.
        """
        window, a, a_last, b, b_last = pairs.unbind(1)
        who = answers.who.float()
        one, other = ((who[window, first] + who[window, last]) / 2 for first, last in ((a, a_last), (b, b_last)))
        told: Tensor = (one * other).sum(-1) / WHO**0.5 + self.apart_from
        return told


def embeddings(published: Callable[[str], Tensor]) -> dict[str, Tensor]:
    """What is taken from the published encoder as it is, and never learned.

    Args:
        published: Gives the tensor of a name.
    """
    return {
        "words.weight": published("embeddings.word_embeddings.weight"),
        "places.weight": published("embeddings.position_embeddings.weight")
        + published("embeddings.token_type_embeddings.weight")[0],
    }


def from_minilm(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The published encoder's weights under this network's names."""
    told = embeddings(weights.__getitem__) | {
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    for number in range(LAYERS):
        theirs, ours = f"encoder.layer.{number}.", f"layers.{number}."
        for end in ("weight", "bias"):
            told[f"{ours}qkv.{end}"] = torch.cat(
                [weights[f"{theirs}attention.self.{name}.{end}"] for name in ("query", "key", "value")]
            )
            for mine, other in (
                ("out", "attention.output.dense"),
                ("attention_norm", "attention.output.LayerNorm"),
                ("inner", "intermediate.dense"),
                ("outer", "output.dense"),
                ("norm", "output.LayerNorm"),
            ):
                told[f"{ours}{mine}.{end}"] = weights[f"{theirs}{other}.{end}"]
    return told
