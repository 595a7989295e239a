"""The workloads, and the numbers that each starts from: the same in every language.

A network's weights, inputs and targets come from one formula of whole numbers, a hash of the place, so that
all implementations must reach the same loss. Workload.java has the same formula.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Workload:
    name: str
    title: str
    arguments: tuple
    one_core: bool = False

    @property
    def is_product(self):
        return self.arguments[0] == "product"


def network(name, title, sizes, batch, loss, optimizer, rate):
    return Workload(name, title, ("network", sizes, str(batch), loss, optimizer, str(rate)))


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
        self.sizes = [int(size) for size in sizes.split("-")]
        self.batch = int(batch)
        self.loss = loss
        self.optimizer = optimizer
        self.rate = float(rate)
        self.layers = []
        for i, (n_in, n_out) in enumerate(zip(self.sizes, self.sizes[1:])):
            scale = 1 / np.sqrt(n_in)
            weight = numbers(n_out * n_in, 3 + 2 * i, scale).reshape(n_out, n_in)
            self.layers.append((weight, numbers(n_out, 4 + 2 * i, scale)))
        out = self.sizes[-1]
        if loss == "xor":
            self.inputs = np.array([[0, 0], [1, 0], [0, 1], [1, 1]], np.float32)
            self.targets = np.array([[0], [1], [1], [0]], np.float32)
        else:
            self.inputs = numbers(self.batch * self.sizes[0], 1).reshape(self.batch, -1)
            self.targets = (np.arange(self.batch) % out if loss == "cross-entropy"
                            else numbers(self.batch * out, 2).reshape(self.batch, out))


def factors(n):
    """The two square matrices of a product workload."""
    return numbers(n * n, 1).reshape(n, n), numbers(n * n, 2).reshape(n, n)
