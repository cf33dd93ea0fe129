"""Measures the tutorials' network in PyTorch, eagerly, as a reader of the tutorials runs it.

Usage: python torch_bench.py '{"batches": [1000, 128], "seconds": 3, "eulerSamples": 1000, "eulerSteps": 500, "threads": 2}'
Prints {"trainStepMs": {batch: ms}, "eulerSeconds": s, "backend": text}. Data and noise are drawn inside the step.
"""

import json
import math
import sys
import time

import torch
from torch import nn

MODES, RADIUS, STD = 8, 3.0, 0.25
WARM_UP_STEPS = 10
ROUNDS = 3


class Velocity(nn.Module):
    """v(x, t): time MLP 1-16-16-16, then 4 x 128 with ReLU, then 2."""

    def __init__(self, time_width=16, width=128, depth=4):
        super().__init__()
        self.time_mlp = nn.Sequential(
            nn.Linear(1, time_width),
            nn.ReLU(),
            nn.Linear(time_width, time_width),
            nn.ReLU(),
            nn.Linear(time_width, time_width),
        )
        sizes = [2 + time_width] + [width] * depth
        hidden = [layer for a, b in zip(sizes, sizes[1:]) for layer in (nn.Linear(a, b), nn.ReLU())]
        self.net = nn.Sequential(*hidden, nn.Linear(width, 2))

    def forward(self, x, t):
        return self.net(torch.cat([x, self.time_mlp(t)], dim=-1))


def train_step_ms(batch, seconds):
    """Best of several rounds, in milliseconds a step."""
    model = Velocity()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    angles = 2 * math.pi * torch.arange(MODES) / MODES
    means = RADIUS * torch.stack([angles.cos(), angles.sin()], dim=1)

    def step():
        x1 = means[torch.randint(MODES, (batch,))] + STD * torch.randn(batch, 2)
        x0 = torch.randn_like(x1)
        t = torch.rand(batch, 1)
        xt = (1 - t) * x0 + t * x1
        loss = nn.functional.mse_loss(model(xt, t), x1 - x0)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

    def timed(count):
        begin = time.perf_counter()
        for _ in range(count):
            step()
        return (time.perf_counter() - begin) / count

    timed(WARM_UP_STEPS)
    steps = max(1, round(seconds / ROUNDS / timed(WARM_UP_STEPS)))
    return 1000 * min(timed(steps) for _ in range(ROUNDS))


@torch.no_grad()
def euler_seconds(samples, steps):
    """Best of several rounds of Euler integration with every frame kept."""
    model = Velocity().eval()

    def once():
        begin = time.perf_counter()
        x = torch.randn(samples, 2)
        frames = [x]
        for i in range(steps):
            t = torch.full((samples, 1), i / steps)
            x = x + model(x, t) / steps
            frames.append(x)
        torch.stack(frames)
        return time.perf_counter() - begin

    once()
    return min(once() for _ in range(ROUNDS))


def main():
    request = json.loads(sys.argv[1])
    torch.set_num_threads(request["threads"])
    torch.manual_seed(0)
    result = {
        "trainStepMs": {str(batch): train_step_ms(batch, request["seconds"]) for batch in request["batches"]},
        "eulerSeconds": euler_seconds(request["eulerSamples"], request["eulerSteps"]),
        "backend": f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads",
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
