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
# As the launcher starts java; the vector kernels start to warm up at the first product, not after ten
# billion multiplications.
JAVA_OPTIONS = """-XX:+UseSerialGC -XX:MaxRAMPercentage=50 -XX:-UsePerfData
  --add-exports=java.base/jdk.internal.module=ALL-UNNAMED
  -Dglassbox.kernels=vector""".split()


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
    all_of_them = [
        Contestant("Glassbox", "eager", (java, *JAVA_OPTIONS, "-cp", classes, "Comparison", "eager"), 5),
        Contestant("PyTorch", "1 thread", (sys.executable, torch, "1"), 1),
        Contestant("PyTorch", "2 threads", (sys.executable, torch, "2"), 1),
        Contestant("JAX", "step", (sys.executable, jax, "step"), 1),
        Contestant("JAX", "loop", (sys.executable, jax, "loop"), 1),
    ]
    useless = {"2 threads"} if workload.one_core else set()
    if workload.is_product:
        useless.add("loop")
    return [one for one in all_of_them if one.way not in useless]


def run(contestant, workload, seconds):
    """The result of one process."""
    command = (*contestant.command, str(contestant.warm_seconds), str(seconds), *workload.arguments)
    pin = pin_to_one_core if workload.one_core else None
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=pin)
    if done.returncode != 0:
        lines = (done.stderr or done.stdout).strip().splitlines() or ["no output"]
        sys.exit(f"compare: {contestant.family} ({contestant.way}) failed on {workload.name}: {lines[-1]}")
    return json.loads(done.stdout.splitlines()[-1])


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


def measure_all(workloads, rounds, seconds, java):
    """By workload {(family, way): {family, way, micros: one a round, loss}}, and the versions."""
    rows, versions = {}, {}
    for turn in range(rounds):
        for workload in workloads:
            row = rows.setdefault(workload.name, {})
            order = contestants(workload, java)
            for contestant in order[turn % len(order):] + order[:turn % len(order)]:
                show(f"round {turn + 1} of {rounds}: {workload.name}, {contestant.family} {contestant.way}")
                result = run(contestant, workload, seconds)
                versions[contestant.family] = result["version"]
                key = contestant.family, contestant.way
                entry = row.setdefault(key, {"family": key[0], "way": key[1], "micros": []})
                entry["micros"].append(result["micros"])
                entry["loss"] = result["loss"]
                if "remark" in result:
                    entry.setdefault("remarks", []).append(result["remark"])
    show("")
    return rows, versions


def show(progress):
    """On the terminal's last line, if there is one."""
    if sys.stderr.isatty():
        print(f"\r{progress}\x1b[K", end="", file=sys.stderr, flush=True)


def disagreements(rows):
    """Lines about losses that are not the same."""
    for name, row in rows.items():
        first = next(iter(row.values()))
        for entry in row.values():
            if not abs(entry["loss"] - first["loss"]) <= TOLERANCE * abs(first["loss"]):
                yield (f"{name}: {entry['family']} ({entry['way']}) has loss {entry['loss']:.6g}, "
                       f"{first['family']} has {first['loss']:.6g}")


def main():
    parser = argparse.ArgumentParser(prog="bench/compare", description=__doc__.split("\n\n")[0])
    names = [workload.name for workload in WORKLOADS]
    parser.add_argument("--rounds", type=int, default=5, help="how often each is run (default 5)")
    parser.add_argument("--seconds", type=float, default=1, help="measured in each process (default 1)")
    parser.add_argument("--only", action="append", metavar="NAME", choices=names,
                        help=f"only this workload, and write no files; may be repeated; one of {', '.join(names)}")
    parser.add_argument("--java", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.rounds < 1:
        parser.error("--rounds must be 1 or more")
    workloads = [w for w in WORKLOADS if not options.only or w.name in options.only]
    about, begin = machine(), time.time()
    rows, versions = measure_all(workloads, options.rounds, options.seconds, options.java or "java")
    about |= {"versions": versions, "rounds": options.rounds, "seconds measured in each process": options.seconds,
              "minutes taken": round((time.time() - begin) / 60, 1)}
    text = markdown(about, workloads, rows, TOLERANCE)
    print(text)
    if not options.only:
        results = [{"workload": w.name, "title": w.title, "ways": list(rows[w.name].values())} for w in workloads]
        data = {"about": about, "results": results}
        (BENCH / "results" / "compare.json").write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n")
        (BENCH / "results" / "compare.md").write_text(text + "\n")
    wrong = list(disagreements(rows))
    if wrong:
        sys.exit("compare: not all compute the same\n" + "\n".join(wrong))


main()
