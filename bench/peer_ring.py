"""The unconditional ring training of the tutorials in PyTorch, for judging whether a figure of ours lies off theirs.

Usage: python peer_ring.py '{"base": "uniform", "seeds": [1, 2, 3], "data": "drawn"}'
`data`: "drawn", every seed draws its own 1000 points; "shared", all seeds train on the points of seed 42.
Prints a line a seed, and {"loss": [mean, std], "pathRatio": [mean, std], …} over the seeds: the mean loss of the last 50 of
500 steps, and of 1000 particles in 500 Euler steps the mean path length / chord, the share within 3 std of a mode and the
smallest share of a mode.
"""

import json
import math
import statistics
import sys

import torch
from torch import nn
from torch_bench import MODES, RADIUS, STD, Velocity

POINTS, STEPS, LAST, PARTICLES, EULER_STEPS = 1000, 500, 50, 1000, 500
SHARED_SEED = 42
BASES = {"gaussian": torch.randn, "uniform": lambda *shape: 7 * torch.rand(*shape) - 3.5}


def ring_means():
    angles = 2 * math.pi * torch.arange(MODES) / MODES
    return RADIUS * torch.stack([angles.cos(), angles.sin()], dim=1)


def ring(n):
    return ring_means()[torch.randint(MODES, (n,))] + STD * torch.randn(n, 2)


def train(points, base):
    """The model, and the mean of its last losses. One batch is the whole data set, in a new order every epoch."""
    model = Velocity()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    losses = []
    for _ in range(STEPS):
        x1 = points[torch.randperm(len(points))]
        x0 = base(len(points), 2)
        t = torch.rand(len(points), 1)
        loss = nn.functional.mse_loss(model((1 - t) * x0 + t * x1, t), x1 - x0)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model, statistics.mean(losses[-LAST:])


@torch.no_grad()
def measure(model, base):
    x = start = base(PARTICLES, 2)
    length = torch.zeros(PARTICLES)
    for i in range(EULER_STEPS):
        move = model(x, torch.full((PARTICLES, 1), i / EULER_STEPS)) / EULER_STEPS
        length += move.norm(dim=1)
        x = x + move
    distance, nearest = torch.cdist(x, ring_means()).min(dim=1)
    return {
        "pathRatio": (length / (x - start).norm(dim=1)).mean().item(),
        "within3Std": (distance < 3 * STD).float().mean().item(),
        "modeShareMin": torch.bincount(nearest, minlength=MODES).min().item() / PARTICLES,
    }


def main():
    request = json.loads(sys.argv[1])
    base = BASES[request["base"]]
    rows = []
    for seed in request["seeds"]:
        torch.manual_seed(SHARED_SEED if request["data"] == "shared" else seed)
        points = ring(POINTS)
        torch.manual_seed(seed)
        model, loss = train(points, base)
        rows.append({"loss": loss, **measure(model, base)})
        print(seed, rows[-1], flush=True)
    figures = {name: [row[name] for row in rows] for name in rows[0]}
    print(json.dumps({name: [statistics.mean(v), statistics.stdev(v)] for name, v in figures.items()}))


if __name__ == "__main__":
    main()
