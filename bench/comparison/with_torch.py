"""PyTorch on one workload, eager, with its fused optimisers, which are its fastest on the processor.

    bench/.venv/bin/python bench/comparison/with_torch.py THREADS WARM_SECONDS SECONDS CHECKED_STEPS WORKLOAD...

Not through torch.compile, which needs a C++ compiler and most of a minute for each workload.
"""

import sys

import torch
from torch import nn

from measurement import measure
from workloads import Network, Prediction, factors


def model(network):
    layers = []
    for weight, bias in network.layers:
        linear = nn.Linear(weight.shape[1], weight.shape[0])
        linear.weight.data = torch.from_numpy(weight.copy())
        linear.bias.data = torch.from_numpy(bias.copy())
        layers += [linear, nn.Tanh() if network.loss == "xor" else nn.ReLU()]
    layers[-1] = nn.Sigmoid() if network.loss == "xor" else nn.Identity()
    return nn.Sequential(*(layer for layer in layers if not isinstance(layer, nn.Identity)))


def training(network):
    inputs, targets = torch.from_numpy(network.inputs), torch.from_numpy(network.targets)
    batches = list(zip(inputs.split(network.batch), targets.split(network.batch)))
    loss_of = nn.CrossEntropyLoss() if network.loss == "cross-entropy" else nn.MSELoss()

    def start():
        net = model(network)
        kind = torch.optim.Adam if network.optimizer == "adam" else torch.optim.SGD
        return net, kind(net.parameters(), lr=network.rate, fused=True)

    def advance(state, n):
        net, optimizer = state
        for step in range(n):
            x, y = batches[step % len(batches)]
            optimizer.zero_grad()
            loss_of(net(x), y).backward()
            optimizer.step()
        return state

    def loss(state):
        with torch.no_grad():
            return loss_of(state[0](inputs), targets)

    return start, advance, loss


def predicting(prediction):
    net, inputs = model(prediction).eval(), torch.from_numpy(prediction.inputs)

    def advance(state, times):
        with torch.inference_mode():
            for _ in range(times):
                outputs = net(inputs)
        return outputs

    return lambda: None, advance, lambda outputs: outputs.double().square().mean()


def multiplying(n):
    a, b = map(torch.from_numpy, factors(n))
    c = torch.empty(n, n)

    def advance(state, times):
        for _ in range(times):
            torch.mm(a, b, out=c)

    return lambda: None, advance, lambda state: c.double().square().mean()


def main():
    threads, *plan = sys.argv[1:5]
    kind, *words = sys.argv[5:]
    torch.set_num_threads(int(threads))
    match kind:
        case "network":
            parts = training(Network(*words))
        case "prediction":
            parts = predicting(Prediction(*words))
        case "product":
            parts = multiplying(int(*words))
    measure(*parts, plan, f"PyTorch {torch.__version__}")


main()
