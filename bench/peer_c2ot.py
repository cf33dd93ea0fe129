"""Two questions about the published c2ot table (8 Gaussians to moons, W2 squared), asked in PyTorch with the same protocol.

Usage: python peer_c2ot.py '{"ask": "labels", "seed": 1}' or '{"ask": "order", "seed": 1}'; needs torch and scipy.
`labels`: pairs by optimal transport with the class told; variants differ in the class alone, "sign" (one input, -1 or 1) or
"one-hot" (two inputs), and see the same pairs, times and evaluation noise.
`order`: random pairs without a condition; variants differ in the order of each 1024 points before they are cut into batches
of 256, "generated" (first moon, then second) or "shuffled".
Prints a line a variant: {"variant", "seed", "euler1", "rk4", "share"}: W2 squared of 4000 particles to as many fresh points
after one Euler step and after 100 Runge-Kutta steps, and the share of particles that end nearest to the first moon. Takes
about 10 minutes of one core for "order", 20 for "labels".
"""

import json
import math
import sys

import torch
from scipy.optimize import linear_sum_assignment
from torch import nn

STEPS, BATCH, DRAWN, WIDTH, BLOCKS = 20_000, 256, 1024, 128, 3
PARTICLES, RK4_STEPS = 4000, 100
EVALUATION_SEED = 1000
LABELS = {
    "sign": lambda moon: (2 * moon - 1)[:, None],
    "one-hot": lambda moon: torch.stack([1 - moon, moon], dim=1),
}
ORDERS = {"generated": torch.arange, "shuffled": torch.randperm}


def source(n):
    angle = math.pi / 4 * torch.randint(8, (n,))
    return 5 * torch.stack([angle.cos(), angle.sin()], dim=1) + 0.1**0.25 * torch.randn(n, 2)


def moons(n):
    """The points, the first moon before the second, and which moon each is on."""
    angle = torch.linspace(0, math.pi, n // 2)
    first = torch.stack([angle.cos(), angle.sin()], dim=1)
    second = torch.stack([1 - angle.cos(), 0.5 - angle.sin()], dim=1)
    points = torch.cat([first, second]) + 0.2 * torch.rand(n, 1)
    return 3 * points - 1, torch.arange(n) // (n // 2) * 1.0


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(WIDTH, 4 * WIDTH), nn.GELU(), nn.Linear(4 * WIDTH, WIDTH))

    def forward(self, x):
        return x + self.layers(x)


class Velocity(nn.Module):
    """x, t and the condition each to 128, summed; three residual blocks; to 2."""

    def __init__(self, condition_width):
        super().__init__()
        self.place = nn.Linear(2, WIDTH)
        self.time = nn.Linear(1, WIDTH)
        self.condition = nn.Linear(condition_width, WIDTH) if condition_width > 0 else None
        self.rest = nn.Sequential(*[Block() for _ in range(BLOCKS)], nn.Linear(WIDTH, 2))

    def forward(self, x, condition, t):
        hidden = self.place(x) + self.time(t)
        if self.condition is not None:
            hidden = hidden + self.condition(condition)
        return self.rest(hidden)


def transported(x0, x1, moon):
    _, to = linear_sum_assignment((torch.cdist(x0, x1) ** 2).numpy())
    return x0, x1[to], moon[to]


def train(ask):
    """A network for each variant; all see the same points and times."""
    labels = ask == "labels"
    names = LABELS if labels else ORDERS
    networks = {name: Velocity({"sign": 1, "one-hot": 2}.get(name, 0)) for name in names}
    optimizers = {name: torch.optim.Adam(network.parameters(), lr=3e-4) for name, network in networks.items()}
    for _ in range(STEPS * BATCH // DRAWN):
        x0, (x1, moon) = source(DRAWN), moons(DRAWN)
        if labels:
            x0, x1, moon = transported(x0, x1, moon)
        orders = {name: torch.arange(DRAWN) if labels else ORDERS[name](DRAWN) for name in names}
        for begin in range(0, DRAWN, BATCH):
            t = torch.rand(BATCH, 1)
            for name, network in networks.items():
                chosen = orders[name][begin : begin + BATCH]
                condition = LABELS[name](moon[chosen]) if labels else None
                xt = (1 - t) * x0[chosen] + t * x1[chosen]
                loss = nn.functional.mse_loss(network(xt, condition, t), x1[chosen] - x0[chosen])
                optimizers[name].zero_grad(set_to_none=True)
                loss.backward()
                optimizers[name].step()
    return networks


def rk4(velocity, x):
    h = 1 / RK4_STEPS
    for k in range(RK4_STEPS):
        t = k * h
        k1 = velocity(x, t)
        k2 = velocity(x + h / 2 * k1, t + h / 2)
        k3 = velocity(x + h / 2 * k2, t + h / 2)
        k4 = velocity(x + h * k3, t + h)
        x = x + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    return x


def w2_squared(a, b):
    cost = torch.cdist(a.double(), b.double()) ** 2
    rows, columns = linear_sum_assignment(cost.numpy())
    return cost[rows, columns].mean().item()


@torch.no_grad()
def measure(name, network, seed):
    torch.manual_seed(EVALUATION_SEED + seed)
    x0, (x1, moon) = source(PARTICLES), moons(PARTICLES)
    condition = LABELS[name](moon) if name in LABELS else None
    ends = rk4(lambda x, t: network(x, condition, torch.full((len(x), 1), t)), x0)
    nearest = moon[torch.cdist(ends, x1).argmin(dim=1)]
    return {
        "variant": name,
        "seed": seed,
        "euler1": w2_squared(x0 + network(x0, condition, torch.zeros(PARTICLES, 1)), x1),
        "rk4": w2_squared(ends, x1),
        "share": (nearest == 0).float().mean().item(),
    }


def main():
    request = json.loads(sys.argv[1])
    torch.manual_seed(request["seed"])
    for name, network in train(request["ask"]).items():
        print(json.dumps(measure(name, network, request["seed"])), flush=True)


if __name__ == "__main__":
    main()
