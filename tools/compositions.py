"""200 random compositions of operations, each with what PyTorch says about it.

A composition is a list of lines `step operation(arguments) operands`. Operands are numbered: first the
inputs, then the steps. The last step is the result.
"""

import random

import torch
import torch.nn.functional as F
from goldens import SEED, derivatives, hard_sigmoid, line, u, write_case

COMPOSITIONS = 200


def clear(x, *kinks):
    """Whether no number is near a kink."""
    return all(((x - kink).abs() > 0.05).all() for kink in kinks)


def spaced(x, axis):
    """Whether no two numbers along an axis are near each other."""
    return (x.sort(axis).values.diff(dim=axis) > 0.05).all()


def unary(x):
    """The elementwise steps that are smooth at x: name with arguments, and function."""
    for name, function in SMOOTH.items():
        yield name, function
    for name, (function, *kinks) in KINKED.items():
        if clear(x, *kinks):
            yield name, function
    if (x > 0.25).all():
        yield "sqrt()", torch.sqrt
        yield "log()", torch.log
        yield "power(1.5)", lambda x: x**1.5
    if (x > -0.5).all():
        yield "log1p()", torch.log1p
    if (x < 2).all():
        yield "exp()", torch.exp
        yield "expm1()", torch.expm1
    if (x.abs() < 1).all():
        yield "tan()", torch.tan


SMOOTH = {
    "sin()": torch.sin,
    "cos()": torch.cos,
    "atan()": torch.atan,
    "tanh()": torch.tanh,
    "sigmoid()": torch.sigmoid,
    "softplus()": F.softplus,
    "erf()": torch.erf,
    "gelu()": F.gelu,
    "silu()": F.silu,
    "mish()": F.mish,
    "square()": torch.square,
    "neg()": torch.neg,
    "plus(0.75)": lambda x: x + 0.75,
    "times(-1.5)": lambda x: x * -1.5,
}
KINKED = {
    "abs()": (torch.abs, 0),
    "relu()": (torch.relu, 0),
    "leakyRelu(0.25)": (lambda x: F.leaky_relu(x, 0.25), 0),
    "elu(1.5)": (lambda x: F.elu(x, 1.5), 0),
    "selu()": (F.selu, 0),
    "celu(1.5)": (lambda x: F.celu(x, 1.5), 0),
    "softsign()": (F.softsign, 0),
    "clip(-1.25,0.75)": (lambda x: x.clamp(-1.25, 0.75), -1.25, 0.75),
    "hardTanh()": (F.hardtanh, -1, 1),
    "hardSigmoid()": (hard_sigmoid, -3, 3),
    "hardSwish()": (lambda x: x * hard_sigmoid(x), -3, 3),
}


def along(x, axis):
    """The steps along one axis."""
    yield f"sum({axis})", lambda x: x.sum(axis)
    yield f"mean({axis})", lambda x: x.mean(axis)
    yield f"logSumExp({axis})", lambda x: x.logsumexp(axis)
    yield f"prod({axis})", lambda x: x.prod(axis)
    yield f"cumsum({axis})", lambda x: x.cumsum(axis)
    yield f"cumprod({axis})", lambda x: x.cumprod(axis)
    yield f"softmax({axis})", lambda x: x.softmax(axis)
    yield f"logSoftmax({axis})", lambda x: x.log_softmax(axis)
    yield f"pad({axis},1,0)", lambda x: torch.cat([torch.zeros_like(x.narrow(axis, 0, 1)), x], axis)
    if x.shape[axis] > 1:
        yield f"slice({axis},1,2)", lambda x: x.narrow(axis, 1, 1)
        yield f"variance({axis})", lambda x: x.var(axis, correction=0)
        if (x.std(axis) > 0.25).all():
            yield f"sampleStandardDeviation({axis})", lambda x: x.std(axis)
        if (x.norm(dim=axis) > 0.25).all():
            yield f"norm({axis})", lambda x: torch.linalg.vector_norm(x, dim=axis)
        if spaced(x, axis):
            yield f"max({axis})", lambda x: x.amax(axis)
            yield f"min({axis})", lambda x: x.amin(axis)
            yield f"sort({axis})", lambda x: x.sort(axis).values
            yield f"topK(2,{axis})", lambda x: x.topk(2, axis).values


def arranging(rng, x):
    """The steps that move elements, and those on square matrices."""
    lengths = list(x.shape)
    rng.shuffle(lengths)
    yield f"reshape({numbers(lengths)})", lambda x: x.reshape(lengths)
    if x.dim() < 3:
        wider = [2, *x.shape]
        yield f"broadcastTo({numbers(wider)})", lambda x: x.broadcast_to(wider)
    if x.dim() > 0:
        order = list(range(x.dim()))
        rng.shuffle(order)
        yield f"transpose({numbers(order)})", lambda x: x.permute(order)
        rows = [rng.randrange(x.shape[0]) for _ in range(rng.randint(1, 4))]
        yield f"gather({numbers(rows)})", lambda x: x[rows]
    if x.dim() == 2:
        identity = torch.eye(x.shape[0], dtype=torch.float64)
        yield "gram()", lambda x: x @ x.T + identity.to(x.dtype)
        if x.shape[0] == x.shape[1]:
            yield "einsum(ii->i)", torch.diagonal
    if x.dim() == 3:
        yield "einsum(ijk->kj)", lambda x: torch.einsum("ijk->kj", x)


def numbers(values):
    return ",".join(map(str, values))


def binary(a, b):
    """The steps on two operands."""
    both = a.dim() == b.dim() == 2
    if both and a.shape[1] == b.shape[0]:
        yield "matmul()", torch.matmul
        yield "einsum(ij,jk->ki)", lambda a, b: torch.einsum("ij,jk->ki", a, b)
    if both and a.shape[1] == b.shape[1]:
        yield "matmulTransposed()", lambda a, b: a @ b.T
    if a.dim() == b.dim() + 1 and a.shape[-1] == b.shape[-1:].numel() and b.dim() == 1:
        yield "einsum(ij,j->i)", lambda a, b: torch.einsum("ij,j->i", a, b)
    if a.dim() + b.dim() <= 3:
        yield "outer()", lambda a, b: a.reshape([*a.shape, *[1] * b.dim()]) * b
    if a.dim() == b.dim() > 0 and a.shape[1:] == b.shape[1:]:
        yield "concat(0)", lambda a, b: torch.cat([a, b])
    try:
        torch.broadcast_shapes(a.shape, b.shape)
    except RuntimeError:
        return
    yield "add()", torch.add
    yield "sub()", torch.sub
    yield "mul()", torch.mul
    if clear(b, 0) and (b.abs() > 0.3).all():
        yield "div()", torch.div
    if clear(a - b, 0):
        yield "maximum()", torch.maximum
        yield "minimum()", torch.minimum
    if (a > 0.3).all() and (b.abs() < 3).all():
        yield "pow()", torch.pow
    if clear(a, 0):
        yield "prelu()", lambda a, b: torch.where(a > 0, a, a * b)
    if clear(a, 0.25):
        yield "whereAbove(0.25)", lambda a, b: torch.where(a > 0.25, a, b)


def steps_from(rng, values, steps):
    """Every step that can be taken: name with arguments, operands and function."""
    last = len(values) - 1
    i = last if rng.random() < 0.8 else rng.randrange(len(values))
    x = values[i]
    after = steps[i - len(values)][0] if len(steps) >= len(values) - i else ""
    factored = list(factoring(values, i, after))
    if factored and rng.random() < 0.8:
        yield from factored
        return
    for name, function in unary(x):
        yield name, [i], function
    for axis in range(x.dim()):
        for name, function in along(x, axis):
            yield name, [i], function
    for name, function in arranging(rng, x):
        yield name, [i], function
    for j, other in enumerate(values):
        for name, function in binary(x, other):
            yield name, [i, j], function


def factoring(values, i, after):
    """The steps that only a positive definite matrix allows, or its Cholesky factor."""
    if after not in ("gram()", "cholesky()"):
        return
    if after == "gram()":
        yield "cholesky()", [i], torch.linalg.cholesky
    for j, other in enumerate(values):
        if other.dim() == 2 and j != i and other.shape[0] == values[i].shape[0]:
            if after == "cholesky()":
                yield "solveTriangular(LOWER)", [i, j], lower
            if after == "gram()":
                yield "solvePositiveDefinite()", [i, j], torch.linalg.solve


def lower(a, b):
    return torch.linalg.solve_triangular(a, b, upper=False)


def run(steps, inputs):
    values = list(inputs)
    for _, operands, function in steps:
        values.append(function(*[values[i] for i in operands]))
    return values


def weight(name, used):
    """Steps taken seldom before are likelier; so is the one that others wait for."""
    return (20 if name == "gram()" else 1) / (1 + used.get(name.split("(")[0], 0)) ** 2


def composed(rng, used):
    """Random inputs and 3 to 8 random steps on them."""
    shapes = [[rng.randint(1, 4) for _ in range(rng.choice([1, 2, 2, 3]))]]
    while rng.random() < 0.6 and len(shapes) < 3:
        shapes.append(rng.choice([shapes[0], shapes[0][-1:], shapes[0][::-1], [rng.randint(1, 4)]]))
    inputs = [u(-2, 2, *shape) for shape in shapes]
    steps = []
    values = list(inputs)
    for _ in range(rng.randint(3, 8)):
        choices = list(steps_from(rng, values, steps))
        weights = [weight(name, used) for name, _, _ in choices]
        steps.append(rng.choices(choices, weights)[0])
        values = run(steps, inputs)
        if values[-1].numel() > 32 or not (values[-1].abs() < 8).all():
            return None
    return inputs, steps


def largest(x):
    return x.abs().max().item()


def flat(found):
    value, gradients, tangent, hessian = found
    return [value, tangent, *gradients, *hessian]


def tame(function, inputs, upstream, tangents):
    """Whether every derivative is of moderate size, and single precision holds five digits of it."""
    double = flat(derivatives(function, inputs, upstream, tangents))
    single = [x.float() for x in inputs], upstream.float(), [x.float() for x in tangents]
    rounded = flat(derivatives(function, *single))
    gradients = double[2 : 2 + len(inputs)]
    return (
        all(largest(x) == 0 or 0.01 < largest(x) < 50 for x in double)
        and all(largest(x) > 0 for x in gradients)
        and any(largest(x) > 0 for x in double[2 + len(inputs) :])
        and all(largest(s - d) <= 1e-6 * largest(d) for s, d in zip(rounded, double))
    )


def write_compositions(file):
    rng = random.Random(SEED)
    used = {}
    written = 0
    while written < COMPOSITIONS:
        found = composed(rng, used)
        if found is None:
            continue
        inputs, steps = found
        function = lambda *x, steps=steps: run(steps, x)[-1]
        upstream = u(-1, 1, *function(*inputs).shape)
        tangents = [u(-1, 1, *x.shape) for x in inputs]
        if not tame(function, inputs, upstream, tangents):
            continue
        written += 1
        file.write(f"case composition {written}\n")
        for x in inputs:
            file.write(line("input", x))
        for name, operands, _ in steps:
            used[name.split("(")[0]] = used.get(name.split("(")[0], 0) + 1
            file.write(f"step {name} {' '.join(map(str, operands))}\n")
        write_case(file, function, inputs, upstream, tangents)
