"""Asks PyTorch for what labs of chapter 6 must come to.

    python3 tools/make-goldens-real-shapes.py

writes labs/src/test/resources/goldens/real-shapes.txt: one line a list of numbers, a name before it, written so that
reading them gives the same doubles.

- surface: at 12 points x, y, the height of the surface of four terms and its slope, the norm of the gradient.
- digits-losses: a 64-64-10 network of rectifiers on the first 200 rows of data/digits.csv, all of them in each step;
  cross-entropy with labels smoothed by 0.1, 60 steps of Adam at 0.005 with the rate along half a cosine. The weights
  follow from a congruential generator, which the test has too. The loss before every step.
- deviations: the standard deviation of each of the 30 columns of data/breast-cancer.csv over all rows.
"""

import csv
import math
from pathlib import Path

import torch

ROOT = Path(__file__).resolve().parent.parent
TO = ROOT / "labs/src/test/resources/goldens/real-shapes.txt"
torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def line(name, values):
    return name + " " + " ".join(repr(float(v)) for v in values) + "\n"


class Numbers:
    """Numbers in [-1, 1) by a congruential generator modulo 2**31, every step exact."""

    state = 2026

    def next(self, *shape):
        values = []
        for _ in range(math.prod(shape)):
            self.state = (1103515245 * self.state + 12345) % 2**31
            values.append(self.state / 2**30 - 1)
        return torch.tensor(values).reshape(shape)


def surface():
    points = (Numbers().next(12, 2) * 4).requires_grad_()
    x, y = points[:, 0], points[:, 1]
    s = lambda t: torch.sigmoid(-t)
    z = (
        10 * s(10 * torch.sqrt(x**2 + y**2) - 5)
        - 15 * s(5 * torch.sqrt((x - 2) ** 2 + (y - 2) ** 2) - 2.5)
        - 15 * s(5 * torch.sqrt((x + 2) ** 2 + (y - 2) ** 2) - 2.5)
        - 18 * s(2 * ((0.1 - x / 2) ** 2 + 7 * (1.25 * (y + 2.5) - x**2 / 4) ** 2) - 1)
    )
    z.sum().backward()
    slope = points.grad.norm(dim=1)
    return torch.stack([x, y, z, slope], dim=1).detach().flatten().tolist()


def table(name):
    with open(ROOT / "data" / name, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def digits():
    rows = torch.tensor([[float(cell) for cell in row] for row in table("digits.csv")[:200]])
    x, target = rows[:, :64] / 16, rows[:, 64].long()
    numbers = Numbers()
    weights = [(numbers.next(*shape) / 8).requires_grad_() for shape in ((64, 64), (64,), (10, 64), (10,))]
    adam = torch.optim.Adam(weights, lr=0.005)
    losses = []
    for step in range(60):
        adam.param_groups[0]["lr"] = 0.005 * (1 + math.cos(math.pi * step / 60)) / 2
        hidden = (x @ weights[0].T + weights[1]).relu()
        loss = torch.nn.functional.cross_entropy(hidden @ weights[2].T + weights[3], target, label_smoothing=0.1)
        losses.append(loss.item())
        adam.zero_grad()
        loss.backward()
        adam.step()
    return losses


def deviations():
    columns = torch.tensor([[float(cell) for cell in row[:30]] for row in table("breast-cancer.csv")])
    return columns.std(dim=0, correction=0).tolist()


TO.parent.mkdir(parents=True, exist_ok=True)
with open(TO, "w", encoding="utf-8") as file:
    file.write(f"# Written by tools/make-goldens-real-shapes.py with PyTorch {torch.__version__}.\n")
    file.write(line("surface", surface()))
    file.write(line("digits-losses", digits()))
    file.write(line("deviations", deviations()))
