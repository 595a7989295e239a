"""What the scripts that ask PyTorch for goldens have in common: the form of the files, and derivatives.

The files are plain text, one tensor a line: a name, the shape as in 3x4 (or - for a single number), and
the elements in row-major order, written so that reading them gives the same doubles. A line `case`
begins a new case. Whole numbers are marked by an i before the shape, masks by a b.

A case of an operation or of a composition has its inputs, a random upstream gradient of the value and a
random tangent of each input; then PyTorch's value, the gradient of each input, the tangent of the value
(jvp), and for each input the product of the tangents with the Hessian of the sum of upstream times value
(hvp).
"""

from pathlib import Path

import torch

HERE = Path(__file__).resolve().parent.parent / "core/src/test/resources/goldens"
SEED = 2026


def write(name, writer):
    """Opens a file of goldens, says where it is from, and lets the writer fill it."""
    HERE.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    with open(HERE / name, "w", encoding="utf-8") as file:
        file.write(f"# Written by tools/make-goldens-ops.py with PyTorch {torch.__version__}, seed {SEED}.\n")
        writer(file)


def line(name, tensor):
    kind = {torch.float64: "", torch.int64: "i", torch.bool: "b"}[tensor.dtype]
    shape = "x".join(map(str, tensor.shape)) or "-"
    values = tensor.detach().flatten().tolist()
    elements = " ".join(repr(int(v) if kind else float(v)) for v in values)
    elements = elements.replace("nan", "NaN").replace("inf", "Infinity")
    return f"{name} {kind}{shape} {elements}".rstrip() + "\n"


def uniform(low, high, *shape):
    return low + (high - low) * torch.rand(shape, dtype=torch.float64)


def short(tensor):
    """Multiples of 1/1024, which single precision holds exactly."""
    return (tensor * 1024).round() / 1024


def u(low, high, *shape):
    return short(uniform(low, high, *shape))


def hard_sigmoid(x):
    """That of PyTorch itself has 1/6 in single precision for a gradient, and no second derivative."""
    return ((x + 3) / 6).clamp(0, 1)


def derivatives(function, inputs, upstream, tangents):
    """Value, gradients, tangent and Hessian product; tensors that the result does not depend on get zeros."""
    leaves = [x.clone().requires_grad_(x.is_floating_point()) for x in inputs]
    varying = [x for x in leaves if x.requires_grad]
    value = function(*leaves)

    def gradient(of, weights=None):
        if not of.requires_grad:
            return [torch.zeros_like(x) for x in varying]
        found = torch.autograd.grad(of, varying, weights, create_graph=True, allow_unused=True)
        return [torch.zeros_like(x) if g is None else g + torch.zeros_like(x) for g, x in zip(found, varying)]

    def of_varying(*numbers):
        numbers = iter(numbers)
        return function(*[next(numbers) if x.is_floating_point() else x for x in inputs])

    gradients = gradient(value, upstream)
    hessian = gradient(sum((g * t).sum() for g, t in zip(gradients, tangents)))
    points = tuple(x for x in inputs if x.is_floating_point())
    tangent = torch.func.jvp(of_varying, points, tuple(tangents))[1]
    return value, gradients, tangent, hessian


def write_case(file, function, inputs, upstream, tangents):
    value, gradients, tangent, hessian = derivatives(function, inputs, upstream, tangents)
    file.write(line("upstream", upstream))
    for x in tangents:
        file.write(line("tangent", x))
    file.write(line("value", value))
    for x in gradients:
        file.write(line("gradient", x))
    file.write(line("jvp", tangent))
    for x in hessian:
        file.write(line("hvp", x))
