#!/usr/bin/env python3
"""Makes the numbers that the tests of layers, losses, optimisers and schedules are held against.

    python3 tools/make-goldens-optim.py [OUT]

OUT  where to write, by default core/src/test/resources beside this script's own folder

Needs Python 3.9 or later and PyTorch 2.13.0 (the CPU build is enough). Everything is computed in
double precision on one thread; the same versions give the same bytes.

A file is lines of text: `[section]`, then `name (shape) = numbers in row-major order`, each with as
many digits, up to 17, as it takes to read the same double back. Lines that begin with # are comments.
"""

import os
import sys

import torch
import torch.nn.functional as F

STEPS = 1000
EVERY = 50
BATCH = 4
PER_EPOCH = 10


def number(value):
    return repr(value)  # the shortest text that reads back as the same double


def line(name, tensor):
    tensor = torch.as_tensor(tensor)
    shape = ", ".join(str(length) for length in tensor.shape)
    numbers = " ".join(number(value) for value in tensor.detach().flatten().tolist())
    return f"{name} ({shape}) = {numbers}\n"


def save(folder, name, text):
    path = os.path.join(folder, name)
    head = (
        f"# Written by tools/make-goldens-optim.py with PyTorch {torch.__version__.split('+')[0]},\n"
        "# in double precision. Do not edit by hand.\n"
    )
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(head + text)
    print(f"{path}: {len(text)} characters")


def random(*shape, scale=1.0):
    """Random numbers of four decimals, so that the files stay readable."""
    return (torch.randn(*shape, dtype=torch.float64) * scale * 10_000).round() / 10_000


# A network of 2-3-1 with tanh, which is not convex, on 40 noisy points in ten batches of four: the
# gradient never settles, so a wrong step shows at once.

def problem():
    torch.manual_seed(20)
    inputs = random(40, 2)
    targets = ((inputs[:, :1] * inputs[:, 1:] + 0.3 * inputs[:, :1].sin()) + random(40, 1, scale=0.2))
    targets = (targets * 10_000).round() / 10_000
    start = [random(3, 2, scale=0.7), random(3, scale=0.1), random(1, 3, scale=0.7), random(1, scale=0.1)]
    return inputs, targets, start


def loss_of(parameters, inputs, targets):
    hidden = torch.tanh(inputs @ parameters[0].T + parameters[1])
    return F.mse_loss(hidden @ parameters[2].T + parameters[3], targets)


def trajectory(name, optimizer_of, **settings):
    """Walks 1,000 steps; gives the trajectory as text, and the learning rates.

    Rounding differs from one implementation to the next, so a way is worth comparing only if it does not
    magnify small differences: it is walked again from a start that is slightly off.
    """
    way, rates, clipped = walk(optimizer_of, 0, **settings)
    nudge = 1e-9
    other = walk(optimizer_of, nudge, **settings)[0]
    growth = max(float((way[step] - other[step]).abs().max()) for step in way) / nudge
    print(f"{name}: learning rates {len(set(rates))}, clipped {clipped}, errors grow {growth:.1f} times")
    if growth > 200:
        raise SystemExit(f"{name}: not stable enough to be compared")
    if "clip" in settings and not 50 < clipped < STEPS - 50:
        raise SystemExit(f"{name}: clipped {clipped} of {STEPS} steps, which tests little")
    if "schedule_of" in settings and len(set(rates)) < 4:
        raise SystemExit(f"{name}: only {len(set(rates))} learning rates, which tests little")
    return f"\n[{name}]\n" + "".join(line(f"after {step}", way[step]) for step in way), rates


def walk(optimizer_of, nudge, clip=None, schedule_of=None, plateau=False):
    inputs, targets, start = problem()
    parameters = [(tensor + nudge).requires_grad_() for tensor in start]
    optimizer = optimizer_of(parameters)
    schedule = schedule_of(optimizer) if schedule_of else None
    way = {}
    rates = []
    clipped = 0
    for step in range(STEPS):
        rates.append(optimizer.param_groups[0]["lr"])
        rows = slice(step % PER_EPOCH * BATCH, (step % PER_EPOCH + 1) * BATCH)
        optimizer.zero_grad()
        loss_of(parameters, inputs[rows], targets[rows]).backward()
        if clip:
            norm = float(torch.nn.utils.get_total_norm([p.grad for p in parameters]))
            largest = max(float(p.grad.abs().max()) for p in parameters)
            clipped += clip(parameters, norm, largest)
        optimizer.step()
        epoch_ends = step % PER_EPOCH == PER_EPOCH - 1
        if plateau and epoch_ends:
            schedule.step(loss_of(parameters, inputs, targets).item())
        elif schedule and not plateau and (epoch_ends or by_step(schedule)):
            schedule.step()
        if step % EVERY == 0 or step == STEPS - 1:
            way[step + 1] = torch.cat([p.detach().flatten() for p in parameters])
    return way, rates, clipped


def by_step(schedule):
    per_epoch = (torch.optim.lr_scheduler.StepLR, torch.optim.lr_scheduler.ExponentialLR)
    return not isinstance(schedule, per_epoch)


def by_norm(limit):
    def clip(parameters, norm, largest):
        torch.nn.utils.clip_grad_norm_(parameters, limit)
        return norm > limit

    return clip


def by_value(limit):
    def clip(parameters, norm, largest):
        torch.nn.utils.clip_grad_value_(parameters, limit)
        return largest > limit

    return clip


def optimizers():
    sgd, adam, adamw = torch.optim.SGD, torch.optim.Adam, torch.optim.AdamW
    rmsprop, adagrad, adadelta = torch.optim.RMSprop, torch.optim.Adagrad, torch.optim.Adadelta
    return {
        "sgd": lambda p: sgd(p, lr=0.05),
        "sgd weight decay": lambda p: sgd(p, lr=0.05, weight_decay=0.01),
        "sgd momentum": lambda p: sgd(p, lr=0.005, momentum=0.9),
        "sgd momentum dampening": lambda p: sgd(p, lr=0.01, momentum=0.9, dampening=0.5),
        "sgd momentum weight decay": lambda p: sgd(p, lr=0.005, momentum=0.9, weight_decay=0.01),
        "sgd nesterov": lambda p: sgd(p, lr=0.005, momentum=0.9, nesterov=True),
        "sgd nesterov weight decay": lambda p: sgd(
            p, lr=0.005, momentum=0.9, nesterov=True, weight_decay=0.01),
        "adam": lambda p: adam(p, lr=0.01),
        "adam betas": lambda p: adam(p, lr=0.01, betas=(0.8, 0.95)),
        "adam weight decay": lambda p: adam(p, lr=0.01, weight_decay=0.01),
        "adamw": lambda p: adamw(p, lr=0.01),
        "adamw weight decay": lambda p: adamw(p, lr=0.01, weight_decay=0.1),
        "rmsprop": lambda p: rmsprop(p, lr=0.005),
        "rmsprop centered": lambda p: rmsprop(p, lr=0.005, centered=True),
        "rmsprop momentum": lambda p: rmsprop(p, lr=0.001, momentum=0.9),
        "rmsprop centered momentum weight decay": lambda p: rmsprop(
            p, lr=0.001, alpha=0.95, momentum=0.9, centered=True, weight_decay=0.01),
        "adagrad": lambda p: adagrad(p, lr=0.1),
        "adagrad all": lambda p: adagrad(
            p, lr=0.1, lr_decay=0.001, weight_decay=0.01, initial_accumulator_value=0.1),
        "adadelta": lambda p: adadelta(p),
        "adadelta weight decay": lambda p: adadelta(p, lr=0.5, rho=0.95, weight_decay=0.01),
    }


def schedules():
    plan = torch.optim.lr_scheduler
    return {
        "step decay": lambda o: plan.StepLR(o, step_size=30, gamma=0.3),
        "exponential": lambda o: plan.ExponentialLR(o, gamma=0.97),
        "cosine": lambda o: plan.CosineAnnealingLR(o, T_max=STEPS),
        "cosine floor": lambda o: plan.CosineAnnealingLR(o, T_max=STEPS, eta_min=0.002),
        "one cycle": lambda o: plan.OneCycleLR(
            o, max_lr=0.05, total_steps=STEPS, cycle_momentum=False),
        "warm-up cosine": lambda o: plan.SequentialLR(
            o,
            [
                plan.LinearLR(o, start_factor=1 / 100, end_factor=1, total_iters=99),
                plan.CosineAnnealingLR(o, T_max=STEPS - 100),
            ],
            milestones=[100],
        ),
        "reduce on plateau": lambda o: plan.ReduceLROnPlateau(o, factor=0.5, patience=3, threshold=0.02),
    }


def trajectories():
    inputs, targets, start = problem()
    text = "\n[problem]\n" + line("inputs", inputs) + line("targets", targets)
    for name, tensor in zip(["hidden weight", "hidden bias", "out weight", "out bias"], start):
        text += line(name, tensor)
    for name, optimizer in optimizers().items():
        text += trajectory(name, optimizer)[0]
    momentum = lambda p: torch.optim.SGD(p, lr=0.005, momentum=0.9)
    text += trajectory("clip by norm", momentum, clip=by_norm(1))[0]
    text += trajectory("clip by value", momentum, clip=by_value(0.5))[0]
    adam = lambda p: torch.optim.Adam(p, lr=0.01)
    text += trajectory("adam clip by norm", adam, clip=by_norm(1))[0]
    rates_text = ""
    for name, schedule in schedules().items():
        plateau = name == "reduce on plateau"
        way, rates = trajectory(
            name, lambda p: torch.optim.SGD(p, lr=0.05), schedule_of=schedule, plateau=plateau)
        text += way
        rates_text += f"\n[{name}]\n"
        steps = sorted(set(range(0, STEPS, 9)) | set(range(8)) | {98, 99, 100, 101, 298, 299, 300, STEPS - 1})
        rates_text += line("steps", torch.tensor(steps, dtype=torch.float64))
        rates_text += line("rates", torch.tensor([rates[s] for s in steps], dtype=torch.float64))
    return text, rates_text


def norms():
    torch.manual_seed(21)
    text = ""
    layer = torch.nn.BatchNorm1d(3, dtype=torch.float64)
    with torch.no_grad():
        layer.weight.copy_(random(3))
        layer.bias.copy_(random(3))
    text += "\n[batch norm]\n" + line("weight", layer.weight) + line("bias", layer.bias)
    for batch in range(3):
        x = (random(5 + batch, 3, scale=2) + 1).requires_grad_()
        upstream = random(5 + batch, 3)
        layer.zero_grad()
        y = layer(x)
        y.backward(upstream)
        text += line(f"x {batch}", x) + line(f"upstream {batch}", upstream) + line(f"y {batch}", y)
        text += line(f"dx {batch}", x.grad) + line(f"dweight {batch}", layer.weight.grad)
        text += line(f"dbias {batch}", layer.bias.grad)
        text += line(f"running_mean {batch}", layer.running_mean)
        text += line(f"running_var {batch}", layer.running_var)
    layer.eval()
    x = random(4, 3).requires_grad_()
    upstream = random(4, 3)
    layer.zero_grad()
    y = layer(x)
    y.backward(upstream)
    text += line("predicted x", x) + line("predicted upstream", upstream) + line("predicted y", y)
    text += line("predicted dx", x.grad) + line("predicted dweight", layer.weight.grad)
    text += line("predicted dbias", layer.bias.grad)

    for name, shape in {"layer norm": (4, 5), "layer norm of three axes": (2, 3, 5)}.items():
        layer = torch.nn.LayerNorm(5, dtype=torch.float64)
        with torch.no_grad():
            layer.weight.copy_(random(5))
            layer.bias.copy_(random(5))
        x = random(*shape, scale=2).requires_grad_()
        upstream = random(*shape)
        y = layer(x)
        y.backward(upstream)
        text += f"\n[{name}]\n" + line("weight", layer.weight) + line("bias", layer.bias)
        text += line("x", x) + line("upstream", upstream) + line("y", y) + line("dx", x.grad)
        text += line("dweight", layer.weight.grad) + line("dbias", layer.bias.grad)
    return text


def activations():
    x = torch.tensor(
        [-30.0, -5.0, -1.5, -0.3, -0.001, 0.001, 0.4, 1.0, 2.5, 6.0, 30.0], dtype=torch.float64)
    functions = {
        "relu": F.relu, "leaky_relu": F.leaky_relu, "sigmoid": torch.sigmoid, "tanh": torch.tanh,
        "softplus": lambda x: F.softplus(x, threshold=100), "elu": F.elu, "silu": F.silu, "gelu": F.gelu,
        "selu": F.selu, "mish": F.mish, "softsign": F.softsign,
        # The gradient of F.hardsigmoid is 1/6 in single precision, whatever the type.
        "hard_sigmoid": lambda x: F.relu6(x + 3) / 6, "hard_tanh": F.hardtanh, "hard_swish": F.hardswish, "identity": lambda x: x.clone(),
    }
    text = "\n[activations]\n" + line("x", x)
    for name, function in functions.items():
        leaf = x.clone().requires_grad_()
        y = function(leaf)
        y.sum().backward()
        text += line(f"{name} y", y) + line(f"{name} dx", leaf.grad)
    return text


def loss_case(name, output, target, function):
    leaf = output.clone().requires_grad_()
    value = function(leaf, target)
    value.backward()
    return (
        f"\n[{name}]\n" + line("output", output) + line("target", target) + line("loss", value)
        + line("gradient", leaf.grad)
    )


def losses():
    torch.manual_seed(22)
    y, t = random(6, 2, scale=2), random(6, 2, scale=2)
    text = loss_case("mean squared error", y, t, F.mse_loss)
    text += loss_case("mean absolute error", y, t, F.l1_loss)
    text += loss_case("huber 1", y, t, lambda y, t: F.huber_loss(y, t, delta=1.0))
    text += loss_case("huber 0.5", y, t, lambda y, t: F.huber_loss(y, t, delta=0.5))

    z = random(7, scale=3)
    hard = torch.tensor([0, 1, 1, 0, 1, 0, 0], dtype=torch.float64)
    soft = torch.tensor([0.1, 0.9, 1, 0, 0.5, 0.25, 0.3], dtype=torch.float64)
    plain = F.binary_cross_entropy_with_logits
    weight = torch.tensor(3.5, dtype=torch.float64)
    weighted = lambda z, t: plain(z, t, pos_weight=weight)
    smooth = lambda t, s: t * (1 - s) + s / 2
    text += loss_case("binary", z, hard, plain)
    text += loss_case("binary of probabilities", z, soft, plain)
    text += loss_case("binary weighted", z, soft, weighted)
    text += loss_case("binary smoothed", z, hard, lambda z, t: plain(z, smooth(t, 0.1)))
    text += loss_case("binary weighted smoothed", z, hard, lambda z, t: weighted(z, smooth(t, 0.2)))
    far = torch.tensor([-800.0, -50.0, 50.0, 800.0], dtype=torch.float64)
    far_targets = torch.tensor([1.0, 0.0, 1.0, 0.0], dtype=torch.float64)
    text += loss_case("binary far out", far, far_targets, plain)
    text += loss_case("binary weighted far out", far, far_targets, weighted)

    z = random(6, 4, scale=2)
    classes = torch.tensor([2, 0, 3, 3, 1, 2])
    shares = torch.softmax(random(6, 4), dim=1)
    w = torch.tensor([0.5, 2.0, 1.0, 3.5], dtype=torch.float64)
    for kind, target in {"classes": classes, "probabilities": shares}.items():
        for smoothing in (0.0, 0.15):
            for weights in (None, w):
                name = f"cross-entropy of {kind}, smoothing {smoothing}, {'weights' if weights is not None else 'none'}"
                text += loss_case(
                    name, z, target,
                    lambda z, t: F.cross_entropy(z, t, weight=weights, label_smoothing=smoothing))
    text += "\n[class weights]\n" + line("weights", w)
    return text


def main():
    if len(sys.argv) > 2:
        raise SystemExit(__doc__)
    if torch.__version__.split("+")[0] != "2.13.0":
        raise SystemExit(f"needs PyTorch 2.13.0, this is {torch.__version__}")
    torch.set_num_threads(1)
    here = os.path.dirname(os.path.abspath(__file__))
    out = sys.argv[1] if len(sys.argv) == 2 else os.path.join(here, "..", "core", "src", "test", "resources")
    walks, rates = trajectories()
    save(out, "optim-trajectories.txt", walks)
    save(out, "optim-schedules.txt", rates)
    save(out, "optim-layers.txt", norms() + activations())
    save(out, "optim-losses.txt", losses())


if __name__ == "__main__":
    main()
