"""What a comparison found, as Markdown."""

from collections import Counter
from statistics import median

PEERS = "PyTorch", "JAX"
NOTES = """
µs per training step, or GFLOP/s for the matrix products: the median over the rounds, with the least and the most of them in
brackets. A ratio says how many times as fast Glassbox is: the median over the rounds of the ratio within a round. Below 1 the
peer is faster.

Each figure is of a process of its own that has warmed up before: 5 s for Java, which compiles while it runs, 1 s for the others.
A process reports the median of its blocks of steps, about 50 ms each and each from the first weights again. All is float32.

- Glassbox runs operation by operation (eager), with the launcher's options for java. Its vector kernels start to warm up
  at once (`-Dglassbox.kernels=vector`), not after ten billion multiplications.
- PyTorch is eager too, with its fused optimisers, at the better of one thread and two. It is not compiled: torch.compile needs a
  C++ compiler.
- JAX is the better of a compiled step (step) and all steps of a block in one compiled loop (loop), on all cores.
- In the rows of one core every process is bound to one.

Hidden layers are relu and losses softmax cross-entropy unless the name says otherwise. XOR is tanh, then sigmoid, with squared
error, one of the four samples a step. All start from the same weights. Their losses after 20 steps, or for a product the mean square
of its elements, must agree within {tolerance:g} of their value.
"""


def markdown(about, workloads, rows, tolerance):
    lines = ["# Glassbox beside PyTorch and JAX", "", facts(about), ""]
    lines += ["| workload | Glassbox | PyTorch | JAX | × PyTorch | × JAX |", "|---|---|---|---|---|---|"]
    lines += [summary(workload, rows[workload.name]) for workload in workloads]
    lines += [NOTES.format(tolerance=tolerance), "## Every way of running", ""]
    lines += ["| workload | implementation | median (range) | loss |", "|---|---|---|---|"]
    for workload in workloads:
        for way in rows[workload.name].values():
            name = f"{way['family']}, {way['way']}{remarks(way)}"
            lines.append(f"| {workload.title} | {name} | {figure(workload, way)} | {way['loss']:.6g} |")
    return "\n".join(lines)


def facts(about):
    versions = "; ".join(about["versions"].values())
    load = ", ".join(str(one) for one in about["load at the start"])
    return (f"{about['time']}, {about['processor']}, {about['cores']} cores, load {load} at the start. {versions}; "
            f"Python {about['Python']}; Glassbox at {about['Glassbox at commit']}. "
            f"{about['rounds']} rounds in {about['minutes taken']} minutes.")


def summary(workload, row):
    own = best(row, "Glassbox")
    peers = [best(row, peer) for peer in PEERS]
    cells = [f"{figure(workload, way)} {way['way']}" for way in (own, *peers)]
    cells += [ratio(own, peer) for peer in peers]
    return f"| {workload.title} | {' | '.join(cells)} |"


def remarks(way):
    counts = Counter(way.get("remarks", []))
    return "".join(f"; {count} × {remark}" for remark, count in counts.items())


def best(row, family):
    return min((way for way in row.values() if way["family"] == family), key=lambda way: median(way["micros"]))


def ratio(own, peer):
    return digits(median(theirs / ours for ours, theirs in zip(own["micros"], peer["micros"])))


def figure(workload, way):
    values = way["micros"]
    if workload.is_product:
        work = 2 * int(workload.arguments[1]) ** 3
        values = [work / micros / 1000 for micros in values]
    return f"{digits(median(values))} ({digits(min(values))}–{digits(max(values))})"


def digits(number):
    """Three digits that count, and all before the point."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"
