"""Asks PyTorch for what labs of chapter 5 must come to from the same start.

    python3 tools/make-goldens-labs.py

writes training.txt and losses.txt in labs/src/test/resources/goldens: one line a list of numbers, a name before it,
written so that reading them gives the same doubles.

- xor: a 2-3-1 network of sigmoids, squared error, one row a step at 0.01. The weights at the start, the loss before
  every 50th of the first 20,000 steps, and the weights after 200,000 steps, which are 50,000 epochs of four rows.
- random-regression: 64 rows of 1000 numbers, a hidden layer of 100 rectifiers, 10 outputs, summed squared error,
  500 steps at 1e-6. Data and weights follow from a congruential generator, which the test has too; the loss before
  every 50th step and after the last.
- likelihoods: the mean negative log-likelihood of four rows under Bernoulli, categorical and normal distributions.
- softmax-gradient: the gradient of the cross-entropy of four rows, summed, by their scores.
- gan: 20 steps of two networks 2-3-2 and 2-3-1 against each other, both losses at each step.
"""

from pathlib import Path

import torch

TO = Path(__file__).resolve().parent.parent / "labs/src/test/resources/goldens/training.txt"
torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def line(name, values):
    return name + " " + " ".join(repr(float(v)) for v in values) + "\n"


def xor():
    torch.manual_seed(5)
    hidden = torch.nn.Linear(2, 3)
    output = torch.nn.Linear(3, 1)
    parameters = [hidden.weight, hidden.bias, output.weight, output.bias]
    with torch.no_grad():
        for p in parameters:
            p.normal_()
    rows = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    targets = torch.tensor([[0.0], [1.0], [1.0], [0.0]])
    flat = lambda: torch.cat([p.detach().flatten() for p in parameters]).tolist()
    start = flat()
    losses = []
    descent = torch.optim.SGD(parameters, lr=0.01)
    for step in range(200_000):
        row = step % 4
        loss = (torch.sigmoid(output(torch.sigmoid(hidden(rows[row : row + 1])))) - targets[row : row + 1]).square().mean()
        if step < 20_000 and step % 50 == 0:
            losses.append(loss.item())
        descent.zero_grad()
        loss.backward()
        descent.step()
    return start, losses, flat()


def numbers(state, count, scale):
    """Numbers in [-scale, scale) by a congruential generator modulo 2**31, every step exact."""
    values = []
    for _ in range(count):
        state = (1103515245 * state + 12345) % 2**31
        values.append((state / 2**30 - 1) * scale)
    return state, values


def random_regression():
    state = 2026
    tensors = []
    for rows, columns, scale in ((64, 1000, 1), (64, 10, 1), (1000, 100, 1), (100, 10, 1)):
        state, values = numbers(state, rows * columns, scale)
        tensors.append(torch.tensor(values).reshape(rows, columns))
    x, y, first, second = tensors
    first.requires_grad_()
    second.requires_grad_()
    descent = torch.optim.SGD([first, second], lr=1e-6)
    losses = []
    for step in range(501):
        loss = ((x @ first).relu() @ second - y).square().sum()
        if step % 50 == 0:
            losses.append(loss.item())
        descent.zero_grad()
        loss.backward()
        descent.step()
    return losses


start, losses, end = xor()
TO.parent.mkdir(parents=True, exist_ok=True)
with open(TO, "w", encoding="utf-8") as file:
    file.write(f"# Written by tools/make-goldens-labs.py with PyTorch {torch.__version__}.\n")
    file.write(line("xor-start", start))
    file.write(line("xor-losses", losses))
    file.write(line("xor-end", end))
    file.write(line("random-regression-losses", random_regression()))


def outputs():
    """Four rows of three outputs, and what becomes of them."""
    _, values = numbers(7, 12, 2)
    z = torch.tensor(values).reshape(4, 3).requires_grad_()
    kinds = torch.tensor([2, 0, 1, 1])
    bits = torch.tensor([1.0, 0.0, 0.0, 1.0])
    seen = torch.tensor([0.3, -1.2, 2.5, 0.0])
    likelihoods = [
        -torch.distributions.Bernoulli(logits=z[:, 0]).log_prob(bits).mean(),
        -torch.distributions.Categorical(logits=z).log_prob(kinds).mean(),
        -torch.distributions.Normal(z[:, 0], z[:, 1].exp()).log_prob(seen).mean(),
    ]
    torch.nn.functional.cross_entropy(z, kinds, reduction="sum").backward()
    return values, [l.item() for l in likelihoods], z.grad.flatten()


def adversaries():
    def network(out, seed):
        torch.manual_seed(seed)
        layers = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.LeakyReLU(0.01), torch.nn.Linear(3, out))
        return layers, torch.cat([p.detach().flatten() for p in layers.parameters()]).tolist()

    generator, generator_start = network(2, 1)
    critic, critic_start = network(1, 2)
    _, real = numbers(11, 8, 1)
    _, noise = numbers(13, 8, 2)
    real_rows, noise_rows = torch.tensor(real).reshape(4, 2), torch.tensor(noise).reshape(4, 2)
    makes = torch.optim.Adam(generator.parameters(), lr=0.002, betas=(0.5, 0.99))
    judges = torch.optim.Adam(critic.parameters(), lr=0.002, betas=(0.5, 0.99))
    cost = torch.nn.functional.binary_cross_entropy_with_logits
    ones, zeros = torch.ones(4, 1), torch.zeros(4, 1)
    losses = []
    for _ in range(20):
        fake = generator(noise_rows)
        judged = cost(critic(real_rows), ones) + cost(critic(fake.detach()), zeros)
        judges.zero_grad()
        judged.backward()
        judges.step()
        fooled = cost(critic(fake), ones)
        makes.zero_grad()
        fooled.backward()
        makes.step()
        losses += [judged.item(), fooled.item()]
    return generator_start, critic_start, real, noise, losses


values, likelihoods, gradient = outputs()
generator_start, critic_start, real, noise, losses = adversaries()
with open(TO.with_name("losses.txt"), "w", encoding="utf-8") as file:
    file.write(f"# Written by tools/make-goldens-labs.py with PyTorch {torch.__version__}.\n")
    file.write(line("outputs", values))
    file.write(line("likelihoods", likelihoods))
    file.write(line("softmax-gradient", gradient))
    file.write(line("gan-generator", generator_start))
    file.write(line("gan-critic", critic_start))
    file.write(line("gan-real", real))
    file.write(line("gan-noise", noise))
    file.write(line("gan-losses", losses))
