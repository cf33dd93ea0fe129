"""Loads exported weights into PyTorch classes shaped like the tutorials' and compares their velocities with the engine's.

Usage: python check_export.py FOLDER, where FOLDER holds cases.json: a list of
{"name", "model", "weights": safetensors file, "classes", "condition": class or radius or null, "times", "grid", "extent",
"field": npy file [times, grid, grid, 2]}. Prints {"name": largest absolute difference}.
"""

import json
import struct
import sys
from pathlib import Path

import torch
from torch import nn


def mlp(sizes):
    """Linear layers with ReLU between them, as nn.Sequential numbers them: 0, 2, 4 …"""
    layers = []
    for i, (a, b) in enumerate(zip(sizes, sizes[1:])):
        layers += [nn.ReLU()] * (i > 0) + [nn.Linear(a, b)]
    return nn.Sequential(*layers)


class Velocity(nn.Module):
    """v(x, t): time branch, concatenated with x."""

    def __init__(self, extra=0, embed=16, width=128, depth=4):
        super().__init__()
        self.time_mlp = mlp([1, embed, embed, embed])
        self.net = mlp([2 + embed + extra] + [width] * depth + [2])

    def forward(self, x, t, c=None):
        parts = [x, self.time_mlp(t)] + ([] if c is None else [c])
        return self.net(torch.cat(parts, dim=-1))


class RadiusVelocity(Velocity):
    """v(x, t, r): the radius has a branch of its own."""

    def __init__(self, embed=16):
        super().__init__(extra=embed, embed=embed)
        self.radius_mlp = mlp([1, embed, embed, embed])

    def forward(self, x, t, r):
        return super().forward(x, t, self.radius_mlp(r))


def read_safetensors(path):
    data = path.read_bytes()
    (length,) = struct.unpack_from("<Q", data)
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__", None)
    body = bytearray(data[8 + length :])
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        flat = torch.frombuffer(body, dtype=torch.float32, count=(end - begin) // 4, offset=begin)
        tensors[name] = flat.reshape(entry["shape"]).clone()
    return tensors


def read_npy(path):
    data = path.read_bytes()
    (length,) = struct.unpack_from("<H", data, 8)
    header = eval(data[10 : 10 + length].decode("latin1"))  # noqa: S307 - a file this check wrote itself
    return torch.frombuffer(bytearray(data[10 + length :]), dtype=torch.float32).reshape(header["shape"])


@torch.no_grad()
def difference(case, folder):
    makers = {
        "unconditional": lambda: Velocity(),
        "onehot": lambda: Velocity(extra=case["classes"]),
        "radius": lambda: RadiusVelocity(),
    }
    model = makers[case["model"]]()
    model.load_state_dict(read_safetensors(folder / case["weights"]))
    expected = read_npy(folder / case["field"])
    axis = torch.linspace(-case["extent"], case["extent"], case["grid"])
    x = torch.stack(torch.meshgrid(axis, axis, indexing="xy"), dim=-1).reshape(-1, 2)
    worst = 0.0
    for k, time in enumerate(case["times"]):
        words = [x, torch.full((len(x), 1), float(time))]
        if case["model"] == "onehot":
            words.append(nn.functional.one_hot(torch.full((len(x),), case["condition"]), case["classes"]).float())
        if case["model"] == "radius":
            words.append(torch.full((len(x), 1), float(case["condition"])))
        worst = max(worst, (model(*words) - expected[k].reshape(-1, 2)).abs().max().item())
    return worst


def main():
    folder = Path(sys.argv[1])
    cases = json.loads((folder / "cases.json").read_text())
    print(json.dumps({case["name"]: difference(case, folder) for case in cases}))


if __name__ == "__main__":
    main()
