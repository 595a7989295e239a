"""Asks scikit-learn for what the labs of chapter 7 must come to on the same points.

    python3 tools/make-goldens-beside.py

writes labs/src/test/resources/goldens/beside-networks.txt: one line a list of numbers, a name before it, written so
that reading them gives the same doubles.

- svr: 40 points of a noisy sine; for the default, for C = 1000 with γ = 0.0001 and for C = 1000 with γ = 1, the
  curve at nine places and the number of support vectors. The default's γ is "scale".
- k-means: 90 points about three middles, three of them as the start, and the centres and the inertia after each
  iteration of Lloyd's algorithm, up to where nothing moves.
"""

import warnings
from pathlib import Path

import numpy as np
import sklearn
from sklearn.cluster import KMeans
from sklearn.svm import SVR

TO = Path(__file__).resolve().parent.parent / "labs/src/test/resources/goldens/beside-networks.txt"
random = np.random.default_rng(2026)
lines = []


def line(name, values):
    lines.append(name + " " + " ".join(repr(float(v)) for v in np.ravel(values)) + "\n")


x = np.round(np.sort(random.uniform(0, 2 * np.pi, 40)), 6)
y = np.round(np.sin(x) + random.normal(0, 0.3, 40), 6)
places = np.linspace(0, 6, 9)
line("svr-x", x)
line("svr-y", y)
for name, settings in (("default", {}), ("stiff", {"C": 1e3, "gamma": 1e-4}), ("loose", {"C": 1e3, "gamma": 1})):
    machine = SVR(tol=1e-8, **settings).fit(x.reshape(-1, 1), y)
    line(f"svr-{name}", machine.predict(places.reshape(-1, 1)))
    line(f"svr-{name}-vectors", [len(machine.support_)])

middles = np.array([[5, 5], [10, 0], [0, 2]])
points = np.round(np.repeat(middles, 30, axis=0) + random.normal(0, 1, (90, 2)), 6)
start = points[[62, 65, 0]]
line("k-means-points", points)
line("k-means-start", start)
warnings.simplefilter("ignore")
for steps in range(1, 100):
    found = KMeans(3, init=start, n_init=1, max_iter=steps, tol=0, algorithm="lloyd").fit(points)
    if steps > 1 and np.array_equal(found.cluster_centers_, before):
        break
    before = found.cluster_centers_
    line(f"k-means-{steps}", before)
    line(f"k-means-{steps}-inertia", [found.inertia_])

with open(TO, "w", encoding="utf-8") as file:
    file.write(f"# Written by tools/make-goldens-beside.py with scikit-learn {sklearn.__version__}.\n")
    file.writelines(lines)
