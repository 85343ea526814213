# f = 1/(1 + exp(-(w_0 x_0 + w_1 x_1 + w_2)))
import numpy as np

w_0 = np.float64(2.0)
x_0 = np.float64(-1.0)
w_1 = np.float64(-3.0)
x_1 = np.float64(-2.0)
w_2 = np.float64(-3.0)

v1 = w_0 * x_0
v2 = w_1 * x_1
v3 = v1 + v2
v4 = v3 + w_2
v5 = -v4
v6 = np.exp(v5)
v7 = 1 + v6
f = 1 / v7

# Backward: upstream gradient times local derivative, added up where a value is used twice.
d_f = np.float64(1.0)
d_v7 = d_f * (-1 / v7 ** 2)
d_v6 = d_v7
d_v5 = d_v6 * v6
d_v4 = -d_v5
d_v3 = d_v4
d_w_2 = d_v4
d_v1 = d_v3
d_v2 = d_v3
d_w_1 = d_v2 * x_1
d_x_1 = d_v2 * w_1
d_w_0 = d_v1 * x_0
d_x_0 = d_v1 * w_0

for actual, expected in [
    (f, 0.7310585786300049),
    (d_w_0, -0.19661193324148188),
    (d_x_0, 0.39322386648296376),
    (d_w_1, -0.39322386648296376),
    (d_x_1, -0.5898357997244457),
    (d_w_2, 0.19661193324148188),
]:
    np.testing.assert_allclose(actual, expected, rtol=1e-7, atol=1e-7)
