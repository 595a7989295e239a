#!/usr/bin/env python3
"""Writes what PyTorch says about every operation, and about 200 random compositions of them, for the tests
of core to be held against.

    python3 -m venv venv
    venv/bin/pip install torch==2.13.0+cpu numpy
    venv/bin/python tools/make-goldens-ops.py

See goldens.py for the form of the files.
"""

import math

import compositions
import torch
import torch.nn.functional as F
from goldens import hard_sigmoid, line, short, u, uniform, write, write_case


def off(x, *kinks):
    """The numbers moved away from the kinks of an operation."""
    for kink in kinks:
        x = torch.where((x - kink).abs() < 0.05, x + 0.125, x)
    return x


def whole(*values):
    return torch.tensor(values, dtype=torch.int64)


def positive_definite(*shape):
    """Symmetric matrices with eigenvalues of at least 1."""
    x = u(-1, 1, *shape)
    return short(x @ x.mT) + torch.eye(shape[-1], dtype=torch.float64)


def piecewise_linear(x, knots, values):
    """The first value and the climb along each piece as far as x has come."""
    slopes = values.diff() / knots.diff()
    climbs = torch.clamp(x.unsqueeze(-1), knots[:-1], knots[1:]) - knots[:-1]
    return values[0] + (slopes * climbs).sum(-1)


def elementwise():
    """Each elementwise operation's name, its function in PyTorch and its inputs."""
    yield "neg", lambda x: -x, [u(-2, 2, 3, 4)]
    yield "abs", torch.abs, [off(u(-2, 2, 3, 4), 0)]
    yield "sign", torch.sign, [off(u(-2, 2, 3, 4), 0)]
    yield "step", lambda x: (x > 0).double(), [off(u(-2, 2, 3, 4), 0)]
    yield "clip", lambda x: x.clamp(-1, 0.5), [off(u(-2, 2, 3, 4), -1, 0.5)]
    yield "square", torch.square, [u(-2, 2, 3, 4)]
    yield "sqrt", torch.sqrt, [u(0.1, 4, 3, 4)]
    yield "exp", torch.exp, [u(-3, 3, 3, 4)]
    yield "expm1", torch.expm1, [u(-3, 3, 3, 4)]
    yield "log", torch.log, [u(0.1, 4, 3, 4)]
    yield "log1p", torch.log1p, [u(-0.8, 3, 3, 4)]
    yield "erf", torch.erf, [u(-4, 4, 5, 5)]
    yield "sin", torch.sin, [u(-7, 7, 3, 4)]
    yield "cos", torch.cos, [u(-7, 7, 3, 4)]
    yield "tan", torch.tan, [u(-1.2, 1.2, 3, 4)]
    yield "atan", torch.atan, [u(-5, 5, 3, 4)]
    yield "relu", torch.relu, [off(u(-2, 2, 3, 4), 0)]
    yield "leakyRelu", lambda x: F.leaky_relu(x, 0.125), [off(u(-2, 2, 3, 4), 0)]
    yield "generalizedRelu", lambda x: F.leaky_relu(x, -0.5), [off(u(-2, 2, 3, 4), 0)]
    yield "prelu", lambda x, slope: F.prelu(x, slope), [off(u(-2, 2, 3, 4), 0), u(-1, 1, 4)]
    yield "elu", lambda x: F.elu(x, 1.5), [off(u(-4, 2, 3, 4), 0)]
    yield "selu", F.selu, [off(u(-4, 2, 3, 4), 0)]
    yield "celu", lambda x: F.celu(x, 1.5), [off(u(-4, 2, 3, 4), 0)]
    yield "sigmoid", torch.sigmoid, [u(-6, 6, 3, 4)]
    yield "hardSigmoid", hard_sigmoid, [off(u(-5, 5, 3, 4), -3, 3)]
    yield "tanh", torch.tanh, [u(-4, 4, 3, 4)]
    yield "hardTanh", F.hardtanh, [off(u(-2, 2, 3, 4), -1, 1)]
    yield "softsign", F.softsign, [off(u(-4, 4, 3, 4), 0)]
    yield "softplus", F.softplus, [u(-6, 6, 3, 4)]
    yield "silu", F.silu, [u(-6, 6, 3, 4)]
    yield "hardSwish", lambda x: x * hard_sigmoid(x), [off(u(-5, 5, 3, 4), -3, 3)]
    yield "mish", F.mish, [u(-6, 6, 3, 4)]
    yield "gelu", F.gelu, [u(-4, 4, 5, 5)]
    yield "power", lambda x: x**2.5, [u(0.1, 3, 3, 4)]
    yield "cube", lambda x: x**3, [u(-2, 2, 3, 4)]
    knots = torch.tensor([-1.5, -0.5, 0.25, 2]).double()
    yield "piecewiseLinear", piecewise_linear, [
        off(u(-2, 3, 3, 4), *knots.tolist()),
        knots,
        u(-2, 2, 4),
    ]
    yield "add", torch.add, [u(-2, 2, 3, 4), u(-2, 2, 4)]
    yield "sub", torch.sub, [u(-2, 2, 3, 1), u(-2, 2, 2, 1, 4)]
    yield "mul", torch.mul, [u(-2, 2, 3, 4), u(-2, 2)]
    yield "div", torch.div, [u(-2, 2, 3, 4), u(0.5, 2, 3, 1)]
    yield "pow", torch.pow, [u(0.2, 2, 3, 4), u(-2, 3, 4)]
    yield "maximum", torch.maximum, [u(-2, 2, 3, 4), u(-2, 2, 4)]
    yield "minimum", torch.minimum, [u(-2, 2, 3, 4), u(-2, 2, 4)]
    yield "maximumOfTies", torch.maximum, [whole(1, 2, 3).double(), whole(1, 3, 2).double()]
    for name, compare in [
        ("greater", torch.gt),
        ("greaterEqual", torch.ge),
        ("less", torch.lt),
        ("lessEqual", torch.le),
        ("equal", torch.eq),
        ("notEqual", torch.ne),
    ]:
        yield name, compare, [whole(1, 2, 3).double(), whole(1, 3, 2).double()]
    yield "where", lambda m, a, b: torch.where(m, a, b), [
        u(0, 1, 3, 4) > 0.5,
        u(-2, 2, 3, 4),
        u(-2, 2, 4),
    ]


def reductions():
    """The same for operations along axes."""
    zeros = torch.tensor([[2, 0, 3], [0, 0.5, 0], [-1, 2, 0.5]]).double()
    yield "sum", lambda x: x.sum((0, 2)), [u(-2, 2, 2, 3, 4)]
    yield "sumOfAll", torch.sum, [u(-2, 2, 2, 3, 4)]
    yield "mean", lambda x: x.mean(1), [u(-2, 2, 2, 3, 4)]
    yield "max", lambda x: x.amax(1), [u(-2, 2, 2, 3, 4)]
    yield "maxOfTies", torch.amax, [whole(2, 5, 5, 1, 5).double()]
    yield "min", lambda x: x.amin((1, 2)), [u(-2, 2, 2, 3, 4)]
    yield "maxout", lambda x: x.reshape(3, 2, 3).amax(-1), [u(-2, 2, 3, 6)]
    yield "argmax", lambda x: x.argmax(1), [u(-2, 2, 3, 4)]
    yield "prod", lambda x: x.prod(1), [u(-2, 2, 2, 5, 3)]
    yield "prodOfAll", torch.prod, [u(0.5, 1.5, 2, 4)]
    yield "prodWithZeros", lambda x: x.prod(1), [zeros]
    yield "cumsum", lambda x: x.cumsum(1), [u(-2, 2, 2, 4, 3)]
    yield "cumprod", lambda x: x.cumprod(1), [u(-2, 2, 2, 5, 3)]
    yield "cumprodWithZeros", lambda x: x.cumprod(1), [zeros]
    yield "variance", lambda x: x.var((0, 2), correction=0), [u(-2, 2, 2, 3, 4)]
    yield "sampleVariance", lambda x: x.var(correction=1), [u(-2, 2, 3, 4)]
    yield "standardDeviation", lambda x: x.std(1, correction=0), [u(-2, 2, 3, 4)]
    yield "sampleStandardDeviation", lambda x: x.std(1, correction=1), [u(-2, 2, 3, 4)]
    norm = torch.linalg.vector_norm
    yield "norm", lambda x: norm(x, dim=(0, 2)), [u(-2, 2, 2, 3, 4)]
    yield "pNormOfOne", lambda x: norm(x, 1, dim=1), [off(u(-2, 2, 3, 4), 0)]
    yield "pNormOfThree", lambda x: norm(x, 3, dim=1), [off(u(-2, 2, 3, 4), 0)]
    yield "pNormOfInfinity", lambda x: norm(x, math.inf, dim=1), [off(u(-2, 2, 3, 4), 0)]
    yield "logSumExp", lambda x: x.logsumexp((0, 2)), [u(-2, 2, 2, 3, 4)]
    yield "softmax", lambda x: x.softmax(1), [u(-3, 3, 3, 4)]
    yield "softmaxOfFirstAxis", lambda x: x.softmax(0), [u(-3, 3, 3, 4)]
    yield "logSoftmax", lambda x: x.log_softmax(1), [u(-3, 3, 3, 4)]
    yield "softmaxCrossEntropy", lambda z, t: F.cross_entropy(z, t, reduction="none"), [
        u(-3, 3, 3, 4),
        short(u(0, 1, 3, 4).softmax(1)),
    ]
    yield "sigmoidCrossEntropy", lambda z, t: F.binary_cross_entropy_with_logits(
        z, t, reduction="none"
    ), [u(-3, 3, 3, 4), u(0, 1, 3, 4)]


def products():
    """The same for products and equations of matrices."""
    yield "matmul", torch.matmul, [u(-2, 2, 3, 4), u(-2, 2, 4, 5)]
    yield "matmulTransposed", lambda a, b: a.T @ b.T, [u(-2, 2, 4, 3), u(-2, 2, 5, 4)]
    yield "matmulOfBatches", torch.matmul, [u(-2, 2, 2, 3, 4), u(-2, 2, 2, 4, 5)]
    yield "outer", lambda a, b: torch.einsum("ij,k->ijk", a, b), [u(-2, 2, 2, 3), u(-2, 2, 4)]
    for equation, shapes in EQUATIONS.items():
        yield "einsum " + equation, lambda *x, e=equation: torch.einsum(e, *x), [
            u(-2, 2, *shape) for shape in shapes
        ]
    yield "cholesky", torch.linalg.cholesky, [positive_definite(4, 4)]
    yield "choleskyOfBatches", torch.linalg.cholesky, [positive_definite(2, 3, 3)]
    solve = torch.linalg.solve_triangular
    yield "solveTriangularLower", lambda a, b: solve(a, b, upper=False), [u(1, 2, 3, 3), u(-2, 2, 3, 2)]
    yield "solveTriangularUpper", lambda a, b: solve(a, b, upper=True), [u(1, 2, 2, 3, 3), u(-2, 2, 2, 3, 2)]
    yield "solveTriangularTransposed", lambda a, b: solve(a.T, b, upper=True), [
        u(1, 2, 3, 3),
        u(-2, 2, 3, 2),
    ]
    yield "solvePositiveDefinite", lambda a, b: torch.linalg.solve((a + a.T) / 2, b), [
        positive_definite(4, 4),
        u(-2, 2, 4, 2),
    ]


EQUATIONS = {
    "ij,jk->ik": [(2, 3), (3, 4)],
    "bij,bkj->bik": [(2, 3, 4), (2, 2, 4)],
    "ij->ji": [(2, 3)],
    "ii->i": [(3, 3)],
    "ii": [(3, 3)],
    "iij->j": [(2, 2, 3)],
    "ij,ij": [(2, 3), (2, 3)],
    "i,j,k->kji": [(2,), (3,), (4,)],
    "ij,j,ik->k": [(2, 3), (3,), (2, 4)],
    "ijk,il,jm->lmk": [(2, 3, 2), (2, 3), (3, 2)],
    "i,->i": [(3,), ()],
    "ba": [(2, 3)],
}


def arrangements():
    """The same for operations that move elements."""
    yield "reshape", lambda x: x.reshape(2, 6), [u(-2, 2, 3, 4)]
    yield "transpose", lambda x: x.permute(2, 0, 1), [u(-2, 2, 2, 3, 4)]
    yield "broadcastTo", lambda x: x.broadcast_to(2, 3, 4), [u(-2, 2, 3, 1)]
    yield "slice", lambda x: x[:, 1:3], [u(-2, 2, 2, 4, 3)]
    yield "pad", lambda x: F.pad(x, (1, 2)), [u(-2, 2, 2, 3)]
    yield "concat", lambda *x: torch.cat(x, 1), [u(-2, 2, 2, 3), u(-2, 2, 2, 1), u(-2, 2, 2, 2)]
    yield "to", lambda x: x.float().double(), [u(-2, 2, 3, 4)]
    yield "gather", lambda x, i: x[i], [u(-2, 2, 4, 3), whole(3, 0, 0, 2, 3)]
    yield "scatter", lambda x, i: torch.zeros(4, 3, dtype=x.dtype).index_add(0, i, x), [
        u(-2, 2, 5, 3),
        whole(3, 0, 0, 2, 3),
    ]
    yield "oneHot", lambda i: F.one_hot(i, 4).double(), [whole(3, 0, 2)]
    yield "argsort", lambda x: x.argsort(0), [u(-2, 2, 4, 3)]
    yield "argsortOfTies", lambda x: x.argsort(descending=True, stable=True), [
        torch.tensor([1, 2, 1, math.nan, 2, -math.inf]).double()
    ]
    yield "sort", lambda x: x.sort(1).values, [u(-2, 2, 2, 4, 3)]
    yield "sortDescending", lambda x: x.sort(0, descending=True).values, [u(-2, 2, 4, 3)]
    yield "topK", lambda x: x.topk(2, 1).values, [u(-2, 2, 3, 4)]
    yield "topKIndices", lambda x: x.topk(2, 0).indices, [u(-2, 2, 3, 4)]


def symmetric(name, tensor):
    """PyTorch takes it that a matrix to be factored only ever moves among the symmetric ones."""
    apart = not name.startswith("cholesky") and name != "solvePositiveDefinite"
    return tensor if apart or tensor.shape[-1] != tensor.shape[-2] else short((tensor + tensor.mT) / 2)


def write_ops(file):
    for group in [elementwise, reductions, products, arrangements]:
        for name, function, inputs in group():
            leaves = [x.clone().requires_grad_(x.is_floating_point()) for x in inputs]
            value = function(*leaves)
            file.write(f"case {name}\n")
            for x in inputs:
                file.write(line("input", x))
            if not value.requires_grad:
                file.write(line("value", value))
                continue
            tangents = [symmetric(name, u(-1, 1, *x.shape)) for x in inputs if x.is_floating_point()]
            write_case(file, function, inputs, u(-1, 1, *value.shape), tangents)


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


if __name__ == "__main__":
    write("ops.txt", write_ops)
    write("compositions.txt", compositions.write_compositions)
    write("networks.txt", write_networks)
