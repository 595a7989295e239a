"""What a comparison found, as Markdown."""

from collections import Counter
from statistics import median

PEERS = "PyTorch", "JAX"
NOTES = """
µs per training step or per call of a prediction, or GFLOP/s for the matrix products: the median over the rounds, with the least
and the most of them in brackets. A ratio says how many times as fast Glassbox is: the ratio within a round, its median over the
rounds and its range. Below 1 the peer is faster. Of each implementation the fastest way of running is shown.

Each figure is of a process of its own that has warmed up before: 5 s for Java, which compiles while it runs, 1 s for the others.
A process reports the median of its blocks of steps, about 50 ms each or a step if that takes longer, each from the first weights
again and after a step that is not counted. All is float32.

- Glassbox is the best of three: operation by operation (eager), as its trainer does it, with the loss told at each step (training step),
  and recorded as one program and run again (program), for XOR a round of the four samples. It has the launcher's options for java, but its
  vector kernels start to warm up at once (`-Dglassbox.kernels=vector`), not after ten billion multiplications.
- PyTorch is eager too, with its fused optimisers and, for predictions, in inference mode, at the better of one thread and two. It
  is not compiled: torch.compile needs a C++ compiler.
- JAX is the better of a compiled step (step) and all steps of a block in one compiled loop (loop), on all cores. A prediction is a
  compiled function with the weights as constants, and its calls may overlap: only the last of a block is waited for.
- In the rows of one core every process is bound to one.

Hidden layers are relu and losses softmax cross-entropy unless the name says otherwise. XOR is tanh, then sigmoid, with squared
error, one of the four samples a step. All start from the same weights. Their losses after {steps}, or for a prediction or a
product the mean square of its elements, must agree within {tolerance:g} of their value.
"""


def markdown(about, workloads, rows, tolerance, problems):
    lines = ["# Glassbox beside PyTorch and JAX", "", facts(about), ""]
    if problems:
        lines += ["**Not all went well, and what is said of these is not to be trusted:**", ""]
        lines += [*(f"- {problem}" for problem in problems), ""]
    lines += ["| workload | Glassbox | PyTorch | JAX | × PyTorch | × JAX |", "|---|---|---|---|---|---|"]
    lines += [summary(workload, rows[workload.name]) for workload in workloads]
    lines += [NOTES.format(tolerance=tolerance, steps=steps_of(workloads)), "## Every way of running", ""]
    lines += ["| workload | implementation | median (range) | loss |", "|---|---|---|---|"]
    for workload in workloads:
        for way in rows[workload.name].values():
            name = f"{way['family']}, {way['way']}{remarks(way)}"
            lines.append(f"| {workload.title} | {name} | {figure(workload, way)} | {loss(way)} |")
    return "\n".join(lines)


def steps_of(workloads):
    """In words, how many steps are made before the losses are compared."""
    training = [workload for workload in workloads if workload.kind == "network"]
    [(usual, _)] = Counter(workload.checked_steps for workload in training).most_common(1) or [(0, 0)]
    others = [f"{w.checked_steps} for {w.name}" for w in training if w.checked_steps != usual]
    return f"{usual} steps" + (f" ({', '.join(others)})" if others else "")


def facts(about):
    versions = "; ".join(about["versions"].values())
    load = ", ".join(str(one) for one in about["load at the start"])
    return (f"{about['time']}, {about['processor']}, {about['cores']} cores, load {load} at the start. {versions}; "
            f"Python {about['Python']}; Glassbox at {about['Glassbox at commit']}. "
            f"{count(about['rounds'], 'round')} in {about['minutes taken']} minutes.")


def count(number, what):
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def summary(workload, row):
    own = best(row, "Glassbox")
    peers = [best(row, peer) for peer in PEERS]
    cells = [f"{figure(workload, way)} {way['way']}" if way else "failed" for way in (own, *peers)]
    cells += [ratio(own, peer) for peer in peers]
    return f"| {workload.title} | {' | '.join(cells)} |"


def remarks(way):
    counts = Counter(way.get("remarks", []))
    return "".join(f"; {count} × {remark}" for remark, count in counts.items())


def best(row, family):
    """The family's fastest way, None if none has a figure."""
    ways = [way for way in row.values() if way["family"] == family and measured(way)]
    return min(ways, key=lambda way: median(measured(way)), default=None)


def measured(way):
    return [micros for micros in way["micros"] if micros is not None]


def ratio(own, peer):
    pairs = zip(own["micros"], peer["micros"]) if own and peer else []
    ratios = [theirs / ours for ours, theirs in pairs if ours is not None and theirs is not None]
    return spread(ratios)


def figure(workload, way):
    values = measured(way)
    if workload.kind == "product":
        work = 2 * int(workload.arguments[1]) ** 3
        values = [work / micros / 1000 for micros in values]
    return spread(values)


def loss(way):
    losses = [loss for loss in way["losses"] if loss is not None]
    return f"{losses[0]:.6g}" if losses else "failed"


def spread(values):
    if not values:
        return "failed"
    return f"{digits(median(values))} ({digits(min(values))}–{digits(max(values))})"


def digits(number):
    """Three digits that count, and all before the point."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"
