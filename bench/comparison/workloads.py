"""The workloads, and the numbers that each starts from: the same in every language.

A network's weights, inputs and targets come from one formula of whole numbers, a hash of the place, so that
all implementations must reach the same loss. Workload.java has the same formula.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Workload:
    """What is computed, and how often.

    checked_steps is how many steps are made before the losses are compared, and patience how many times as long as
    usual a process measures.
    """

    name: str
    title: str
    arguments: tuple
    one_core: bool = False
    checked_steps: int = 20
    patience: int = 1

    @property
    def kind(self):
        return self.arguments[0]


def network(name, title, sizes, batch, loss, optimizer, rate, **more):
    return Workload(name, title, ("network", sizes, str(batch), loss, optimizer, str(rate)), **more)


def prediction(sizes, rows):
    title = "one row" if rows == 1 else f"{rows:,} rows"
    return Workload(f"prediction-{rows}", f"prediction, {sizes}, {title}", ("prediction", sizes, str(rows)),
                    checked_steps=1)


def product(n, one_core):
    cores = "one core" if one_core else "two cores"
    name = f"product-{n}-{'one' if one_core else 'two'}"
    return Workload(name, f"matrix product {n}³, {cores}", ("product", str(n)), one_core)


WORKLOADS = [
    network("xor", "XOR 2-3-1, one sample, SGD", "2-3-1", 1, "xor", "sgd", 0.5),
    network("13-16-2", "13-16-2, batch 32, Adam", "13-16-2", 32, "cross-entropy", "adam", 0.001),
    network("64-100-10", "64-100-10, batch 32, Adam", "64-100-10", 32, "cross-entropy", "adam", 0.001),
    network("1000-100-10", "1000-100-10, batch 64, squared error, plain descent",
            "1000-100-10", 64, "squared-error", "sgd", 0.01),
    network("784-128-10", "784-128-10, batch 128, Adam", "784-128-10", 128, "cross-entropy", "adam", 0.001),
    network("784-256-128-10", "784-256-128-10, batch 128, Adam",
            "784-256-128-10", 128, "cross-entropy", "adam", 0.001),
    network("784-512-512-10", "784-512-512-10, batch 128, Adam",
            "784-512-512-10", 128, "cross-entropy", "adam", 0.001),
    # The rate is low, since at first Adam steps by the signs of derivatives, which rounding turns where they are near 0.
    network("784-2500-10", "784-2500-2000-1500-1000-500-10, batch 128, Adam",
            "784-2500-2000-1500-1000-500-10", 128, "cross-entropy", "adam", 0.0001, checked_steps=5, patience=3),
    prediction("784-256-128-10", 1), prediction("784-256-128-10", 10_000),
    product(256, True), product(1024, True), product(256, False), product(1024, False),
]


def numbers(count, salt, scale=1.0):
    """`count` float32 numbers in [-scale, scale)."""
    mask = np.uint64(0xFFFFFFFF)
    x = (np.arange(count, dtype=np.uint64) * np.uint64(0x9E3779B1) + np.uint64(salt * 40503)) & mask
    x ^= x >> np.uint64(16)
    x = x * np.uint64(0x45D9F3B) & mask
    x ^= x >> np.uint64(16)
    return (((x >> np.uint64(8)) / 2.0**23 - 1) * scale).astype(np.float32)


class Network:
    """What a network workload starts from, as NumPy arrays.

    `xor` means: tanh in the middle, sigmoid at the end, squared error, and the four samples in turn, one a
    step. Everything else has relu in the middle and nothing at the end.
    """

    def __init__(self, sizes, batch, loss, optimizer, rate):
        self.sizes = sizes_of(sizes)
        self.batch = int(batch)
        self.loss = loss
        self.optimizer = optimizer
        self.rate = float(rate)
        self.layers = layers_of(self.sizes)
        out = self.sizes[-1]
        if loss == "xor":
            self.inputs = np.array([[0, 0], [1, 0], [0, 1], [1, 1]], np.float32)
            self.targets = np.array([[0], [1], [1], [0]], np.float32)
        else:
            self.inputs = rows_of(self.batch, self.sizes[0])
            self.targets = (np.arange(self.batch) % out if loss == "cross-entropy"
                            else numbers(self.batch * out, 2).reshape(self.batch, out))


class Prediction:
    """What a prediction workload starts from: a network as in training, and rows."""

    loss = None

    def __init__(self, sizes, rows):
        self.sizes = sizes_of(sizes)
        self.layers = layers_of(self.sizes)
        self.inputs = rows_of(int(rows), self.sizes[0])


def sizes_of(words):
    return [int(size) for size in words.split("-")]


def layers_of(sizes):
    layers = []
    for i, (n_in, n_out) in enumerate(zip(sizes, sizes[1:])):
        scale = 1 / np.sqrt(n_in)
        weight = numbers(n_out * n_in, 3 + 2 * i, scale).reshape(n_out, n_in)
        layers.append((weight, numbers(n_out, 4 + 2 * i, scale)))
    return layers


def rows_of(count, width):
    return numbers(count * width, 1).reshape(count, width)


def factors(n):
    """The two square matrices of a product workload."""
    return numbers(n * n, 1).reshape(n, n), numbers(n * n, 2).reshape(n, n)
