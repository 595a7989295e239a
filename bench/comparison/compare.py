"""Runs all implementations on all workloads in turns and writes what they took; bench/compare starts it.

Every measurement is a process of its own, and a round has one of each.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tables import markdown
from workloads import WORKLOADS

BENCH = Path(__file__).resolve().parent.parent
TOLERANCE = 1e-3
# No process takes half as long on two cores.
LIMIT_SECONDS = 300
# As the launcher starts java; the vector kernels start to warm up at the first product, not after ten
# billion multiplications.
JAVA_OPTIONS = """-XX:+UseSerialGC -XX:MaxRAMPercentage=50 -XX:-UsePerfData
  --add-exports=java.base/jdk.internal.module=ALL-UNNAMED
  -Dglassbox.kernels=vector""".split()


class Failure(Exception):
    """Why a process has no result."""


@dataclass(frozen=True)
class Contestant:
    """An implementation in one of its ways of running."""

    family: str
    way: str
    command: tuple
    warm_seconds: float


def contestants(workload, java):
    """Who takes part; a new way of Glassbox is one more line here and one in Comparison.java."""
    classes = f"{BENCH.parent}/core/target/classes:{BENCH}/.venv/classes"
    torch, jax = (str(BENCH / "comparison" / f"with_{name}.py") for name in ("torch", "jax"))
    glassbox = java, *JAVA_OPTIONS, "-cp", classes, "Comparison"
    all_of_them = [
        Contestant("Glassbox", "eager", (*glassbox, "eager"), 5),
        Contestant("Glassbox", "training step", (*glassbox, "training step"), 5),
        Contestant("Glassbox", "program", (*glassbox, "program"), 5),
        Contestant("PyTorch", "1 thread", (sys.executable, torch, "1"), 1),
        Contestant("PyTorch", "2 threads", (sys.executable, torch, "2"), 1),
        Contestant("JAX", "step", (sys.executable, jax, "step"), 1),
        Contestant("JAX", "loop", (sys.executable, jax, "loop"), 1),
    ]
    useless = {"2 threads"} if workload.one_core else set()
    if workload.kind != "network":
        useless |= {"loop", "training step"}
    if workload.kind == "product":
        useless.add("program")
    return [one for one in all_of_them if one.way not in useless]


def run(contestant, workload, seconds):
    """The result of one process."""
    plan = contestant.warm_seconds, seconds * workload.patience, workload.checked_steps
    command = (*contestant.command, *map(str, plan), *workload.arguments)
    pin = pin_to_one_core if workload.one_core else None
    try:
        done = subprocess.run(command, capture_output=True, text=True, preexec_fn=pin, timeout=LIMIT_SECONDS)
        if done.returncode == 0:
            return json.loads(done.stdout.splitlines()[-1])
    except subprocess.TimeoutExpired:
        raise Failure(f"no result after {LIMIT_SECONDS} s") from None
    except (ValueError, IndexError):
        raise Failure("its last line is no result") from None
    lines = (done.stderr or done.stdout).strip().splitlines() or [f"exit code {done.returncode}"]
    # Java has the message first and Python last.
    raise Failure(lines[0] if contestant.family == "Glassbox" else lines[-1])


def pin_to_one_core():
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def machine():
    cpu = platform.processor() or platform.machine()
    if os.path.exists("/proc/cpuinfo"):
        names = [line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")]
        cpu = names[0] if names else cpu
    commit = subprocess.run(["git", "-C", str(BENCH), "describe", "--always", "--dirty"],
                            capture_output=True, text=True).stdout.strip()
    return {"time": time.strftime("%Y-%m-%d %H:%M"), "processor": cpu, "cores": os.cpu_count(),
            "system": f"{platform.system()} {platform.machine()}",
            "load at the start": [round(load, 2) for load in os.getloadavg()],
            "Glassbox at commit": commit, "Python": platform.python_version()}


def measure_round(turn, workloads, seconds, java, rows, versions):
    """Adds to rows, which is by workload {(family, way): {family, way, micros and losses, one a round, None where the
    process failed}}, and to the versions by family."""
    for workload in workloads:
        row = rows.setdefault(workload.name, {})
        order = contestants(workload, java)
        for contestant in order[turn % len(order):] + order[:turn % len(order)]:
            key = contestant.family, contestant.way
            show(f"round {turn + 1}: {workload.name}, {contestant.family} {contestant.way}")
            entry = row.setdefault(key, {"family": key[0], "way": key[1], "micros": [], "losses": []})
            try:
                result = run(contestant, workload, seconds)
            except Failure as failure:
                show("")
                problem = f"{workload.name}: {contestant.family} ({contestant.way}) failed: {failure}"
                print(f"compare: {problem}", file=sys.stderr)
                entry.setdefault("failures", []).append(problem)
                result = {"micros": None, "loss": None}
            else:
                versions[contestant.family] = result["version"]
            entry["micros"].append(result["micros"])
            entry["losses"].append(result["loss"])
            if "remark" in result:
                entry.setdefault("remarks", []).append(result["remark"])
        rows[workload.name] = {(one.family, one.way): row[one.family, one.way] for one in order}
    show("")


def show(progress):
    """On the terminal's last line, if there is one."""
    if sys.stderr.isatty():
        print(f"\r{progress}\x1b[K", end="", file=sys.stderr, flush=True)


def problems(rows):
    """Lines about processes that failed, and about losses that are not the same."""
    for name, row in rows.items():
        losses = [(entry, loss) for entry in row.values() for loss in entry["losses"] if loss is not None]
        for entry in row.values():
            yield from entry.get("failures", [])
        for entry, loss in losses:
            first, expected = losses[0]
            if not abs(loss - expected) <= TOLERANCE * abs(expected):
                yield (f"{name}: {entry['family']} ({entry['way']}) has loss {loss:.6g}, "
                       f"{first['family']} ({first['way']}) has {expected:.6g}")


def write(text, about, workloads, rows, wrong):
    results = [{"workload": w.name, "title": w.title, "ways": list(rows[w.name].values())} for w in workloads]
    data = {"about": about, "problems": wrong, "results": results}
    (BENCH / "results" / "compare.json").write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n")
    (BENCH / "results" / "compare.md").write_text(text + "\n")


def options():
    names = [workload.name for workload in WORKLOADS]
    parser = argparse.ArgumentParser(prog="bench/compare", description=__doc__.split("\n\n")[0])
    parser.add_argument("--rounds", type=int, default=3, help="how often each is run (default 3)")
    parser.add_argument("--seconds", type=float, default=1, help="measured in each process (default 1)")
    parser.add_argument("--only", metavar="NAME[,NAME]", action="append", default=[],
                        help=f"only these workloads, and write no files; of {', '.join(names)}")
    parser.add_argument("--java", default="java", help=argparse.SUPPRESS)
    given = parser.parse_args()
    given.only = [name for some in given.only for name in some.split(",")]
    if given.rounds < 1:
        parser.error("--rounds must be 1 or more")
    for name in given.only:
        if name not in names:
            parser.error(f"no workload is called {name}; there are {', '.join(names)}")
    return given


def main():
    given = options()
    workloads = [w for w in WORKLOADS if not given.only or w.name in given.only]
    about, begin = machine(), time.time()
    rows, versions = {}, {}
    for turn in range(given.rounds):
        measure_round(turn, workloads, given.seconds, given.java, rows, versions)
        about |= {"versions": versions, "rounds": turn + 1, "seconds measured in each process": given.seconds,
                  "minutes taken": round((time.time() - begin) / 60, 1)}
        wrong = list(dict.fromkeys(problems(rows)))
        text = markdown(about, workloads, rows, TOLERANCE, wrong)
        # After each round, lest the figures be lost when the run is cut off.
        if not given.only:
            write(text, about, workloads, rows, wrong)
    print(text)
    if wrong:
        sys.exit("\ncompare: not all went well\n" + "\n".join(wrong))


main()
