"""Noise to moons with random pairs in PyTorch, as the code behind the [SF]2M table trains it, for judging our cells of that table.

Usage: python peer_sf2m.py '{"seed": 1}'; needs torch and scipy, takes about two minutes of one core.
Prints {"seed", "floor", "0": {"w2", "pathEnergy"}, "0.1": {…}}: W2 of 3000 particles after 100 Euler steps to as many true
points, and the path energy, without and with a normal noise of standard deviation 0.1 on the path; both networks see the same
points and times. `floor` is W2 between two true draws.
"""

import json
import math
import sys

import torch
from scipy.optimize import linear_sum_assignment
from torch import nn

POINTS, STEPS, BATCH, WIDTH = 10_000, 20_000, 512, 64
PARTICLES, EULER_STEPS = 3000, 100
EVALUATION_SEED = 1000
NOISES = (0, 0.1)


def moons(n):
    angle = math.pi * torch.rand(n)
    side = (1 - 2 * torch.randint(2, (n,))).float()
    arc = torch.stack([side * (angle.cos() - 0.5), side * (angle.sin() - 0.25)], dim=1)
    return 2 * arc + 0.1 * torch.randn(n, 2) + torch.tensor([0, 0.5])


def velocity():
    layers = [nn.Linear(3, WIDTH), nn.SELU(), nn.Linear(WIDTH, WIDTH), nn.SELU(), nn.Linear(WIDTH, WIDTH), nn.SELU()]
    return nn.Sequential(*layers, nn.Linear(WIDTH, 2))


def train():
    networks = [velocity() for _ in NOISES]
    optimizers = [torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=1e-5) for network in networks]
    points = moons(POINTS)
    step = 0
    while step < STEPS:
        order = torch.randperm(POINTS)
        for begin in range(0, POINTS - BATCH + 1, BATCH):
            x1 = points[order[begin : begin + BATCH]]
            x0, t, noise = torch.randn(BATCH, 2), torch.rand(BATCH, 1), torch.randn(BATCH, 2)
            for std, network, optimizer in zip(NOISES, networks, optimizers):
                xt = (1 - t) * x0 + t * x1 + std * noise
                loss = nn.functional.mse_loss(network(torch.cat([t, xt], dim=1)), x1 - x0)
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                optimizer.step()
            step += 1
            if step == STEPS:
                break
    return networks


def w2(a, b):
    cost = torch.cdist(a.double(), b.double()) ** 2
    rows, columns = linear_sum_assignment(cost.numpy())
    return math.sqrt(cost[rows, columns].mean().item())


@torch.no_grad()
def measure(network, x, true):
    energy = 0.0
    for k in range(EULER_STEPS):
        v = network(torch.cat([torch.full((len(x), 1), k / EULER_STEPS), x], dim=1))
        energy += (v**2).sum(dim=1).mean().item() / EULER_STEPS
        x = x + v / EULER_STEPS
    return {"w2": w2(x, true), "pathEnergy": energy}


def main():
    seed = json.loads(sys.argv[1])["seed"]
    torch.manual_seed(seed)
    networks = train()
    torch.manual_seed(EVALUATION_SEED + seed)
    x0, true, other = torch.randn(PARTICLES, 2), moons(PARTICLES), moons(PARTICLES)
    figures = {str(std): measure(network, x0, true) for std, network in zip(NOISES, networks)}
    print(json.dumps({"seed": seed, "floor": w2(true, other), **figures}))


if __name__ == "__main__":
    main()
