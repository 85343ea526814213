# f = 1/(1 + exp(-(w_0 x_0 + w_1 x_1 + w_2)))
import torch

torch.set_default_dtype(torch.float64)

w_0 = torch.tensor(2.0, requires_grad=True)
x_0 = torch.tensor(-1.0, requires_grad=True)
w_1 = torch.tensor(-3.0, requires_grad=True)
x_1 = torch.tensor(-2.0, requires_grad=True)
w_2 = torch.tensor(-3.0, requires_grad=True)

v1 = w_0 * x_0
v2 = w_1 * x_1
v3 = v1 + v2
v4 = v3 + w_2
v5 = -v4
v6 = torch.exp(v5)
v7 = 1 + v6
f = 1 / v7

f.backward()

for actual, expected in [
    (f, 0.7310585786300049),
    (w_0.grad, -0.19661193324148188),
    (x_0.grad, 0.39322386648296376),
    (w_1.grad, -0.39322386648296376),
    (x_1.grad, -0.5898357997244457),
    (w_2.grad, 0.19661193324148188),
]:
    torch.testing.assert_close(actual.item(), expected, equal_nan=True)
