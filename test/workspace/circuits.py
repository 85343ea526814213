"""Circuits that courses on backpropagation use. Put the cursor on a line and show its graph."""

import torch


# A neuron by hand; what o depends on is drawn too.
x1 = 2.0
x2 = 0.0
w1 = -3.0
w2 = 1.0
b = 6.8813735870195432
n = x1 * w1 + x2 * w2 + b
o = torch.tanh(n)


def loss(w, x, t):
    r"""Half of the squared error, $\frac{1}{2} (w x - t)^2$, for w = 2, x = 3, t = 5."""
    y = w * x
    return 0.5 * (y - t) ** 2


def product_of_sum(x=-2.0, y=5.0, z=-4.0):
    q = x + y
    return q * z
