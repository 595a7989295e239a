"""JAX on one workload: each step a call of a compiled function (`step`), or all steps of a block one compiled
loop (`loop`).

    bench/.venv/bin/python bench/comparison/with_jax.py step|loop WARM_SECONDS SECONDS CHECKED_STEPS WORKLOAD...
"""

import sys
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

from measurement import measure
from workloads import Network, Prediction, factors


def forward(network, layers, x):
    *hidden, (last_weight, last_bias) = layers
    for weight, bias in hidden:
        x = x @ weight.T + bias
        x = jnp.tanh(x) if network.loss == "xor" else jax.nn.relu(x)
    x = x @ last_weight.T + last_bias
    return jax.nn.sigmoid(x) if network.loss == "xor" else x


def loss_of(network, layers, x, y):
    out = forward(network, layers, x)
    if network.loss == "cross-entropy":
        return -(y * jax.nn.log_softmax(out)).sum(1).mean()
    return jnp.square(out - y).mean()


def update(network, layers, memory, gradient):
    """The next weights and the optimiser's next memory; Adam as Kingma and Ba have it."""
    each = jax.tree.map
    if network.optimizer == "sgd":
        return each(lambda w, g: w - network.rate * g, layers, gradient), memory
    t, m, v = memory
    t = t + 1
    m = each(lambda m, g: 0.9 * m + 0.1 * g, m, gradient)
    v = each(lambda v, g: 0.999 * v + 0.001 * g * g, v, gradient)
    rate, root = network.rate / (1 - 0.9**t), jnp.sqrt(1 - 0.999**t)
    layers = each(lambda w, m, v: w - rate * m / (jnp.sqrt(v) / root + 1e-8), layers, m, v)
    return layers, (t, m, v)


def training(network, loop):
    # Targets as one-hot rows, which are faster here than indices.
    targets = network.targets
    if network.loss == "cross-entropy":
        targets = np.eye(network.sizes[-1], dtype=np.float32)[targets]
    inputs, targets = jnp.array(network.inputs), jnp.array(targets)
    batches = [(inputs[i:i + network.batch], targets[i:i + network.batch])
               for i in range(0, len(inputs), network.batch)]
    stacked = jnp.stack([x for x, _ in batches]), jnp.stack([y for _, y in batches])

    def once(state, x, y):
        layers, memory = state
        return update(network, layers, memory, jax.grad(partial(loss_of, network))(layers, x, y))

    step = jax.jit(once, donate_argnums=0)

    @partial(jax.jit, donate_argnums=0)
    def steps(state, n, xs, ys):
        def body(i, state):
            return once(state, xs[i % len(batches)], ys[i % len(batches)])
        return jax.lax.fori_loop(0, n, body, state)

    def start():
        layers = [(jnp.array(weight), jnp.array(bias)) for weight, bias in network.layers]
        memory = ()
        if network.optimizer == "adam":
            memory = (jnp.float32(0), *(jax.tree.map(jnp.zeros_like, layers) for _ in range(2)))
        return jax.block_until_ready((layers, memory))

    def advance(state, n):
        if loop:
            return jax.block_until_ready(steps(state, n, *stacked))
        for i in range(n):
            state = step(state, *batches[i % len(batches)])
        return jax.block_until_ready(state)

    return start, advance, lambda state: loss_of(network, state[0], inputs, targets)


def predicting(prediction):
    # The weights as constants, which the compiler may lay out as it likes.
    inputs = jnp.array(prediction.inputs)
    predict = jax.jit(partial(forward, prediction, [(jnp.array(w), jnp.array(b)) for w, b in prediction.layers]))

    def advance(state, times):
        for _ in range(times):
            outputs = predict(inputs)
        return outputs.block_until_ready()

    return lambda: None, advance, lambda outputs: np.square(np.asarray(outputs, np.float64)).mean()


def multiplying(n):
    a, b = map(jnp.array, factors(n))
    dot = jax.jit(jnp.dot)

    def advance(state, times):
        for _ in range(times):
            c = dot(a, b)
        return c.block_until_ready()

    return lambda: None, advance, lambda c: np.square(np.asarray(c, np.float64)).mean()


def main():
    variant, *plan = sys.argv[1:5]
    kind, *words = sys.argv[5:]
    match kind:
        case "network":
            parts = training(Network(*words), variant == "loop")
        case "prediction":
            parts = predicting(Prediction(*words))
        case "product":
            parts = multiplying(int(*words))
    measure(*parts, plan, f"JAX {jax.__version__}")


main()
