"""Asks PyTorch for what two labs of chapter 5 must come to from the same start.

    python3 tools/make-goldens-labs.py

writes labs/src/test/resources/goldens/training.txt: one line a list of numbers, a name before it, written so that
reading them gives the same doubles.

- xor: a 2-3-1 network of sigmoids, squared error, one row a step at 0.01. The weights at the start, the loss before
  every 50th of the first 20,000 steps, and the weights after 200,000 steps, which are 50,000 epochs of four rows.
- random-regression: 64 rows of 1000 numbers, a hidden layer of 100 rectifiers, 10 outputs, summed squared error,
  500 steps at 1e-6. Data and weights follow from a congruential generator, which the test has too; the loss before
  every 50th step and after the last.
"""

from pathlib import Path

import torch

TO = Path(__file__).resolve().parent.parent / "labs/src/test/resources/goldens/training.txt"
torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def line(name, values):
    return name + " " + " ".join(repr(float(v)) for v in values) + "\n"


def xor():
    torch.manual_seed(5)
    hidden = torch.nn.Linear(2, 3)
    output = torch.nn.Linear(3, 1)
    parameters = [hidden.weight, hidden.bias, output.weight, output.bias]
    with torch.no_grad():
        for p in parameters:
            p.normal_()
    rows = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    targets = torch.tensor([[0.0], [1.0], [1.0], [0.0]])
    flat = lambda: torch.cat([p.detach().flatten() for p in parameters]).tolist()
    start = flat()
    losses = []
    descent = torch.optim.SGD(parameters, lr=0.01)
    for step in range(200_000):
        row = step % 4
        loss = (torch.sigmoid(output(torch.sigmoid(hidden(rows[row : row + 1])))) - targets[row : row + 1]).square().mean()
        if step < 20_000 and step % 50 == 0:
            losses.append(loss.item())
        descent.zero_grad()
        loss.backward()
        descent.step()
    return start, losses, flat()


def numbers(state, count, scale):
    """Numbers in [-scale, scale) by a congruential generator modulo 2**31, every step exact."""
    values = []
    for _ in range(count):
        state = (1103515245 * state + 12345) % 2**31
        values.append((state / 2**30 - 1) * scale)
    return state, values


def random_regression():
    state = 2026
    tensors = []
    for rows, columns, scale in ((64, 1000, 1), (64, 10, 1), (1000, 100, 1), (100, 10, 1)):
        state, values = numbers(state, rows * columns, scale)
        tensors.append(torch.tensor(values).reshape(rows, columns))
    x, y, first, second = tensors
    first.requires_grad_()
    second.requires_grad_()
    descent = torch.optim.SGD([first, second], lr=1e-6)
    losses = []
    for step in range(501):
        loss = ((x @ first).relu() @ second - y).square().sum()
        if step % 50 == 0:
            losses.append(loss.item())
        descent.zero_grad()
        loss.backward()
        descent.step()
    return losses


start, losses, end = xor()
TO.parent.mkdir(parents=True, exist_ok=True)
with open(TO, "w", encoding="utf-8") as file:
    file.write(f"# Written by tools/make-goldens-labs.py with PyTorch {torch.__version__}.\n")
    file.write(line("xor-start", start))
    file.write(line("xor-losses", losses))
    file.write(line("xor-end", end))
    file.write(line("random-regression-losses", random_regression()))
