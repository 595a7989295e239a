#!/usr/bin/env python3
"""Writes what PyTorch says about every operation, for the tests of core to be held against.

For each operation: random float64 inputs, the value, a random upstream gradient and the gradient of
each input. And for two small networks: the loss and the gradients of all weights.

    python3 -m venv venv
    venv/bin/pip install torch==2.13.0+cpu numpy
    venv/bin/python tools/make-goldens-ops.py

The files are plain text, one tensor a line: a name, the shape as in 3x4 (or - for a single number), and
the elements in row-major order, written so that reading them gives the same doubles. A line `case`
begins a new case. Whole numbers are marked by an i before the shape, masks by a b.
"""

from pathlib import Path

import torch
import torch.nn.functional as F

HERE = Path(__file__).resolve().parent.parent / "core/src/test/resources/goldens"
SEED = 2026
HEADER = "# Written by tools/make-goldens-ops.py with PyTorch {}, seed {}.\n"


def line(name, tensor):
    kind = {torch.float64: "", torch.int64: "i", torch.bool: "b"}[tensor.dtype]
    shape = "x".join(map(str, tensor.shape)) or "-"
    elements = " ".join(repr(int(v) if kind else float(v)) for v in tensor.detach().flatten().tolist())
    return f"{name} {kind}{shape} {elements}".rstrip() + "\n"


def uniform(low, high, *shape):
    return low + (high - low) * torch.rand(shape, dtype=torch.float64)


def ops():
    """Each operation's name, its function in PyTorch and its inputs."""
    u = uniform
    whole = lambda *values: torch.tensor(values, dtype=torch.int64)
    mask = u(0, 1, 3, 4) > 0.5
    yield "neg", lambda x: -x, [u(-2, 2, 3, 4)]
    yield "abs", torch.abs, [u(-2, 2, 3, 4)]
    yield "sign", torch.sign, [u(-2, 2, 3, 4)]
    yield "step", lambda x: (x > 0).double(), [u(-2, 2, 3, 4)]
    yield "square", torch.square, [u(-2, 2, 3, 4)]
    yield "sqrt", torch.sqrt, [u(0.1, 4, 3, 4)]
    yield "exp", torch.exp, [u(-3, 3, 3, 4)]
    yield "log", torch.log, [u(0.1, 4, 3, 4)]
    yield "erf", torch.erf, [u(-4, 4, 5, 5)]
    yield "sin", torch.sin, [u(-7, 7, 3, 4)]
    yield "cos", torch.cos, [u(-7, 7, 3, 4)]
    yield "relu", torch.relu, [u(-2, 2, 3, 4)]
    yield "leakyRelu", lambda x: F.leaky_relu(x, 0.1), [u(-2, 2, 3, 4)]
    yield "elu", lambda x: F.elu(x, 1.5), [u(-4, 2, 3, 4)]
    yield "sigmoid", torch.sigmoid, [u(-6, 6, 3, 4)]
    yield "tanh", torch.tanh, [u(-4, 4, 3, 4)]
    yield "softplus", F.softplus, [u(-6, 6, 3, 4)]
    yield "silu", F.silu, [u(-6, 6, 3, 4)]
    yield "gelu", F.gelu, [u(-4, 4, 5, 5)]
    yield "power", lambda x: x**2.5, [u(0.1, 3, 3, 4)]
    yield "cube", lambda x: x**3, [u(-2, 2, 3, 4)]
    yield "add", torch.add, [u(-2, 2, 3, 4), u(-2, 2, 4)]
    yield "sub", torch.sub, [u(-2, 2, 3, 1), u(-2, 2, 2, 1, 4)]
    yield "mul", torch.mul, [u(-2, 2, 3, 4), u(-2, 2)]
    yield "div", torch.div, [u(-2, 2, 3, 4), u(0.5, 2, 3, 1)]
    yield "pow", torch.pow, [u(0.2, 2, 3, 4), u(-2, 3, 4)]
    yield "maximum", torch.maximum, [u(-2, 2, 3, 4), u(-2, 2, 4)]
    yield "minimum", torch.minimum, [u(-2, 2, 3, 4), u(-2, 2, 4)]
    yield "maximumOfTies", torch.maximum, [whole(1, 2, 3).double(), whole(1, 3, 2).double()]
    yield "greater", lambda a, b: a > b, [u(-2, 2, 3, 4), u(-2, 2, 4)]
    yield "where", lambda m, a, b: torch.where(m, a, b), [mask, u(-2, 2, 3, 4), u(-2, 2, 4)]
    yield "sum", lambda x: x.sum((0, 2)), [u(-2, 2, 2, 3, 4)]
    yield "sumOfAll", torch.sum, [u(-2, 2, 2, 3, 4)]
    yield "mean", lambda x: x.mean(1), [u(-2, 2, 2, 3, 4)]
    yield "max", lambda x: x.amax(1), [u(-2, 2, 2, 3, 4)]
    yield "maxOfTies", torch.amax, [whole(2, 5, 5, 1, 5).double()]
    yield "min", lambda x: x.amin((1, 2)), [u(-2, 2, 2, 3, 4)]
    yield "argmax", lambda x: x.argmax(1), [u(-2, 2, 3, 4)]
    yield "matmul", torch.matmul, [u(-2, 2, 3, 4), u(-2, 2, 4, 5)]
    yield "matmulTransposed", lambda a, b: a.T @ b.T, [u(-2, 2, 4, 3), u(-2, 2, 5, 4)]
    yield "matmulOfBatches", torch.matmul, [u(-2, 2, 2, 3, 4), u(-2, 2, 2, 4, 5)]
    yield "reshape", lambda x: x.reshape(2, 6), [u(-2, 2, 3, 4)]
    yield "transpose", lambda x: x.permute(2, 0, 1), [u(-2, 2, 2, 3, 4)]
    yield "broadcastTo", lambda x: x.broadcast_to(2, 3, 4), [u(-2, 2, 3, 1)]
    yield "slice", lambda x: x[:, 1:3], [u(-2, 2, 2, 4, 3)]
    yield "pad", lambda x: F.pad(x, (1, 2)), [u(-2, 2, 2, 3)]
    yield "concat", lambda *x: torch.cat(x, 1), [u(-2, 2, 2, 3), u(-2, 2, 2, 1), u(-2, 2, 2, 2)]
    yield "to", lambda x: x.float().double(), [u(-2, 2, 3, 4)]
    yield "gather", lambda x, i: x[i], [u(-2, 2, 4, 3), whole(3, 0, 0, 2, 3)]
    yield "scatter", lambda x, i: torch.zeros(4, 3).double().index_add(0, i, x), [
        u(-2, 2, 5, 3),
        whole(3, 0, 0, 2, 3),
    ]
    yield "oneHot", lambda i: F.one_hot(i, 4).double(), [whole(3, 0, 2)]
    yield "softmax", lambda x: x.softmax(1), [u(-3, 3, 3, 4)]
    yield "softmaxOfFirstAxis", lambda x: x.softmax(0), [u(-3, 3, 3, 4)]
    yield "logSoftmax", lambda x: x.log_softmax(1), [u(-3, 3, 3, 4)]
    yield "softmaxCrossEntropy", lambda z, t: F.cross_entropy(z, t, reduction="none"), [
        u(-3, 3, 3, 4),
        u(0, 1, 3, 4).softmax(1),
    ]
    yield "sigmoidCrossEntropy", lambda z, t: F.binary_cross_entropy_with_logits(
        z, t, reduction="none"
    ), [u(-3, 3, 3, 4), u(0, 1, 3, 4)]


def write_ops(file):
    for name, function, inputs in ops():
        leaves = [x.clone().requires_grad_(x.is_floating_point()) for x in inputs]
        value = function(*leaves)
        file.write(f"case {name}\n")
        for x in inputs:
            file.write(line("input", x))
        file.write(line("value", value))
        if value.requires_grad:
            upstream = uniform(-1, 1, *value.shape)
            value.backward(upstream)
            file.write(line("upstream", upstream))
            for x in leaves:
                if x.requires_grad:
                    file.write(line("gradient", x.grad))


def write_networks(file):
    """Linear 5 to 8, tanh, Linear 8 to 6, relu or gelu, Linear 6 to 3, softmax cross-entropy."""
    for name, activation in [("relu", torch.relu), ("gelu", F.gelu)]:
        x = uniform(-2, 2, 7, 5)
        classes = torch.randint(3, (7,))
        weights = []
        for fan_in, fan_out in [(5, 8), (8, 6), (6, 3)]:
            weights += [uniform(-1, 1, fan_out, fan_in), uniform(-1, 1, fan_out)]
        leaves = [w.clone().requires_grad_() for w in weights]
        hidden = torch.tanh(F.linear(x, leaves[0], leaves[1]))
        hidden = activation(F.linear(hidden, leaves[2], leaves[3]))
        logits = F.linear(hidden, leaves[4], leaves[5])
        loss = F.cross_entropy(logits, classes)
        loss.backward()
        file.write(f"case {name}\n")
        file.write(line("input", x))
        file.write(line("classes", classes))
        for w in weights:
            file.write(line("weight", w))
        file.write(line("logits", logits))
        file.write(line("value", loss))
        for w in leaves:
            file.write(line("gradient", w.grad))


def main():
    HERE.mkdir(parents=True, exist_ok=True)
    for name, write in [("ops.txt", write_ops), ("networks.txt", write_networks)]:
        torch.manual_seed(SEED)
        with open(HERE / name, "w", encoding="utf-8") as file:
            file.write(HEADER.format(torch.__version__, SEED))
            write(file)


if __name__ == "__main__":
    main()
