"""Computes velocities with onnxruntime from exported models and compares them with the engine's.

Usage: python check_onnx.py FOLDER, where FOLDER holds cases.json: a list of
{"name", "model": onnx file, "condition": row or null, "times", "grid", "extent", "field": npy file [times, grid, grid, 2]}.
Prints {"name": largest absolute difference}.
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime


def difference(case, folder):
    path = folder / case["model"]
    onnx.checker.check_model(onnx.load(path), full_check=True)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    expected = np.load(folder / case["field"])
    axis = np.linspace(-case["extent"], case["extent"], case["grid"], dtype=np.float32)
    x = np.stack(np.meshgrid(axis, axis, indexing="xy"), axis=-1).reshape(-1, 2)
    worst = 0.0
    for k, time in enumerate(case["times"]):
        feed = {"x": x, "t": np.full((len(x), 1), time, dtype=np.float32)}
        if case["condition"] is not None:
            feed["condition"] = np.tile(np.array(case["condition"], dtype=np.float32), (len(x), 1))
        (velocity,) = session.run(["velocity"], feed)
        worst = max(worst, float(np.abs(velocity - expected[k].reshape(-1, 2)).max()))
    return worst


def main():
    folder = Path(sys.argv[1])
    cases = json.loads((folder / "cases.json").read_text())
    print(json.dumps({case["name"]: difference(case, folder) for case in cases}))


if __name__ == "__main__":
    main()
