#!/usr/bin/env python3
"""Writes the Hessian that PyTorch finds for a network of 2, 20 and 1 units, for core's tests.

    python3 -m venv venv
    venv/bin/pip install torch==2.13.0+cpu numpy
    venv/bin/python tools/make-goldens-hessian.py

The format is that of tools/make-goldens-ops.py.
"""

from pathlib import Path

import torch

FILE = Path(__file__).resolve().parent.parent / "core/src/test/resources/goldens/hessian.txt"
SEED = 2026
SHAPES = [(20, 2), (20,), (1, 20), (1,)]


def line(name, tensor):
    shape = "x".join(map(str, tensor.shape)) or "-"
    return f"{name} {shape} {' '.join(repr(float(v)) for v in tensor.flatten().tolist())}\n"


def main():
    torch.manual_seed(SEED)
    uniform = lambda *shape: torch.rand(shape, dtype=torch.float64) * 2 - 1
    x, y = uniform(8, 2), uniform(8, 1)
    weights = [uniform(*shape) for shape in SHAPES]
    sizes = [w.numel() for w in weights]

    def loss(vector):
        w1, b1, w2, b2 = (p.reshape(s) for p, s in zip(vector.split(sizes), SHAPES))
        return ((torch.tanh(x @ w1.T + b1) @ w2.T + b2 - y) ** 2).mean()

    vector = torch.cat([w.flatten() for w in weights])
    hessian = torch.autograd.functional.hessian(loss, vector)
    with FILE.open("w") as out:
        out.write(f"# Written by tools/make-goldens-hessian.py with PyTorch {torch.__version__}, seed {SEED}.\n")
        out.write("case network\n")
        out.write(line("input", x) + line("target", y))
        for w in weights:
            out.write(line("weight", w))
        out.write(line("value", loss(vector)) + line("hessian", hessian))


main()
