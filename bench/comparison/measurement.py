"""How every implementation is timed; Measurement.java does the same.

First the loss after a few steps, for the check. Then blocks of steps, each from the first weights again and after
a step that is not counted, since some make their memory in the first: unmeasured blocks until the warm-up is over,
and measured ones, whose median is the result.
"""

import json
import statistics
import time

BLOCK_SECONDS = 0.05


def measure(start, advance, loss, plan, version):
    """Prints the result as a line of JSON.

    start() makes a fresh state, advance(state, n) gives the state n steps on, all work done, and loss(state) a
    number for the check. plan has the words for the seconds to warm up, the seconds to measure and the steps before
    the check.
    """
    warm_seconds, seconds, checked_steps = float(plan[0]), float(plan[1]), int(plan[2])
    checked = float(loss(advance(start(), checked_steps)))
    n, begin, took = 1, time.perf_counter(), 0.0
    while took < BLOCK_SECONDS / 2 and n < 1 << 30 or time.perf_counter() - begin < warm_seconds:
        took = block(start, advance, n)
        n = max(1, min(10 * n, int(n * BLOCK_SECONDS / took)))
    micros = []
    begin = time.perf_counter()
    while len(micros) < 3 or time.perf_counter() - begin < seconds:
        micros.append(block(start, advance, n) / n * 1e6)
    print(json.dumps({"loss": checked, "micros": statistics.median(micros), "blocks": len(micros),
                      "steps": n, "version": version}))


def block(start, advance, n):
    state = advance(start(), 1)
    begin = time.perf_counter()
    advance(state, n)
    return time.perf_counter() - begin
