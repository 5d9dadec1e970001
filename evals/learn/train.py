"""Teaches the tagger's network, with the packaged encoder as its beginning.

Knows optimisation. Does not know how labels were made.
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from assistant.reading.net import Answers, Net, from_minilm
from assistant.reading.pieces import WINDOW, tokenizer
from assistant.reading.tagger import KINDS
from evals.learn.examples import NONE, Batch, Lesson, batch, cut, varied


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How long and how fast to learn."""

    epochs: int = 4
    rate: float = 4e-4
    head_rate: float = 1e-3
    windows: int = 4
    decay: float = 0.985
    """Of the running average of the weights, which is what is kept."""
    seed: int = 1
    """Of the order of lessons and of dropout. The heads begin alike for all seeds, so that weights can be averaged."""


BEGINNING = 1
"""The seed of the heads."""
ENCODER = ("norm", "layers")
"""The parts of the network that go on from what is published; the others begin with nothing learned."""


def fresh(folder: Path) -> Net:
    """The network with the published encoder's weights and new heads."""
    torch.manual_seed(BEGINNING)
    net = Net(len(KINDS))
    net.load_state_dict(from_minilm(load_file(folder / "model.safetensors")), strict=False)
    for still in (net.words, net.places):
        still.requires_grad_(False)
    return net


def teach(lessons: Sequence[Lesson], folder: Path, plan: Plan) -> Net:
    """Learn from lessons; prints the loss of each epoch."""
    net, made = fresh(folder), tokenizer(folder)
    torch.manual_seed(plan.seed)
    chance = random.Random(plan.seed)
    groups: list[dict[str, object]] = []
    for encoder in (False, True):
        named = [p for n, p in net.named_parameters() if p.requires_grad and (n.split(".")[0] in ENCODER) == encoder]
        groups.append({"params": named, "lr": plan.rate if encoder else plan.head_rate})
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    a_round = math.ceil(sum(len(cut(item, WINDOW, None)) for item in lessons) / plan.windows)
    steps = a_round * plan.epochs

    def pace(step: int) -> float:
        return min(step / (0.1 * steps), max(0.0, (steps - step) / (0.9 * steps)))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, pace)
    mean = torch.optim.swa_utils.AveragedModel(net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(plan.decay))
    began = time.monotonic()
    for epoch in range(plan.epochs):
        net.train()
        stretches = [part for item in lessons for part in cut(varied(item, made, chance), WINDOW, chance)]
        lost = 0.0
        for some in _batches(stretches, plan.windows, chance):
            given = batch(some)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                answers = net(given.pieces, given.shapes, given.gaps, given.first)
            loss = _loss(net, answers, given)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            mean.update_parameters(net)
            lost += loss.item()
        passed = time.monotonic() - began
        loss_now = lost * plan.windows / len(stretches)
        print(f"  seed {plan.seed}, epoch {epoch + 1}: loss {loss_now:.3f}, {passed:.0f} s", flush=True)
    return cast("Net", mean.module).eval()


Stretch = tuple[Lesson, int, int]
NEIGHBOURS = 32
"""So many batches are put in order of length together, so that little of a batch is padding."""


def _batches(stretches: list[Stretch], size: int, chance: random.Random) -> list[list[Stretch]]:
    chance.shuffle(stretches)
    found = []
    for at in range(0, len(stretches), size * NEIGHBOURS):
        near = sorted(stretches[at : at + size * NEIGHBOURS], key=lambda item: item[2] - item[1])
        found += [near[low : low + size] for low in range(0, len(near), size)]
    chance.shuffle(found)
    return found


WEIGHTS = (0.6, 0.4, 0.6, 0.2, 0.2, 0.15)


def _loss(net: Net, answers: Answers, given: Batch) -> Tensor:
    loss = F.cross_entropy(answers.spans.float().flatten(0, 1), given.spans.flatten(), ignore_index=NONE)
    loss = loss + 0.5 * F.cross_entropy(answers.kinds.float().flatten(0, 1), given.kinds.flatten(), ignore_index=NONE)
    for column, weight in enumerate(WEIGHTS):
        want = given.asked[:, :, column]
        told = want != NONE
        if told.any():
            got = answers.asked[:, :, column].float()
            loss = loss + weight * F.binary_cross_entropy_with_logits(got[told], want[told].float())
    if len(given.same):
        same = net.same(answers, given.same[:, :5])
        loss = loss + F.binary_cross_entropy_with_logits(same, given.same[:, 5].float())
    if len(given.pairs):
        got = net.tied(answers, given.pairs[:, :6])
        label = given.pairs[:, 6].float()
        loss = (
            loss + 1.5 * F.binary_cross_entropy_with_logits(got, label) + 0.1 * _chosen(got, label, given.pairs[:, 7])
        )
    return loss


def _chosen(got: Tensor, label: Tensor, sentence: Tensor) -> Tensor:
    """How surprising it is which pair of a sentence stands for its relation, over the sentences that tell of one."""
    _, place = sentence.unique(return_inverse=True)
    weight = (got - got.detach().max()).exp()
    total = torch.zeros(int(place.max()) + 1).index_add(0, place, weight)
    right = torch.zeros_like(total).index_add(0, place, weight * label)
    told = right > 0
    return -(right[told] / total[told]).log().mean() if told.any() else got.sum() * 0
