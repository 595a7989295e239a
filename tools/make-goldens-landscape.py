"""Asks PyTorch and NumPy for what the parts of the lab loss-landscape must come to.

    python3 tools/make-goldens-landscape.py

writes labs/src/test/resources/goldens/loss-landscape.txt: one line a list of numbers, a name before it, written so
that reading them gives the same doubles.

- plain and residual: a deep network of 3 layers of 4 neurons after the first, as one vector of weights, layer by layer,
  weights before biases; its loss on six points, and the gradient by all weights.
- path: twelve points of a space of seven dimensions, the two directions in which they differ most, by the singular
  values of the matrix of their differences from their mean, and the share of their variance that these hold.
"""

from pathlib import Path

import numpy as np
import torch

TO = Path(__file__).resolve().parent.parent / "labs/src/test/resources/goldens/loss-landscape.txt"
DEPTH, WIDTH = 3, 4
torch.set_default_dtype(torch.float64)
random = np.random.default_rng(2026)
lines = []


def line(name, values):
    lines.append(name + " " + " ".join(repr(float(v)) for v in np.ravel(values)) + "\n")


points = np.round(random.normal(size=(6, 2)), 6)
labels = [0.0, 1.0, 1.0, 0.0, 1.0, 0.0]
line("points", points)
line("labels", labels)
for name in ("plain", "residual"):
    layers = [torch.nn.Linear(2, WIDTH)]
    layers += [torch.nn.Linear(WIDTH, WIDTH) for _ in range(DEPTH)]
    layers += [torch.nn.Linear(WIDTH, 1)]
    for layer in layers:
        for parameter in layer.parameters():
            parameter.data = torch.tensor(np.round(random.normal(0, 0.7, parameter.shape), 6))
    parameters = [p for layer in layers for p in (layer.weight, layer.bias)]
    a = torch.tanh(layers[0](torch.tensor(points)))
    for layer in layers[1:-1]:
        a = torch.tanh(layer(a)) + (a if name == "residual" else 0)
    scores = layers[-1](a).flatten()
    loss = torch.nn.functional.binary_cross_entropy_with_logits(scores, torch.tensor(labels))
    loss.backward()
    line(f"{name}-weights", np.concatenate([p.detach().numpy().ravel() for p in parameters]))
    line(f"{name}-loss", [loss.item()])
    line(f"{name}-gradient", np.concatenate([p.grad.numpy().ravel() for p in parameters]))

path = np.round(np.cumsum(random.normal(size=(12, 7)), axis=0), 6)
_, sizes, directions = np.linalg.svd(path - path.mean(axis=0))
line("path", path)
line("path-directions", directions[:2])
line("path-share", [(sizes[:2] ** 2).sum() / (sizes**2).sum()])

with open(TO, "w", encoding="utf-8") as file:
    file.write(f"# Written by tools/make-goldens-landscape.py with PyTorch {torch.__version__}, NumPy {np.__version__}.\n")
    file.writelines(lines)
