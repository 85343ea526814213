# f = 1/(1 + exp(-(w_0 x_0 + w_1 x_1 + w_2)))
import jax
import jax.numpy as jnp
import numpy as np

jax.config.update('jax_enable_x64', True)


def circuit(w_0, x_0, w_1, x_1, w_2):
    v1 = w_0 * x_0
    v2 = w_1 * x_1
    v3 = v1 + v2
    v4 = v3 + w_2
    v5 = -v4
    v6 = jnp.exp(v5)
    v7 = 1 + v6
    f = 1 / v7
    return f


inputs = (2.0, -1.0, -3.0, -2.0, -3.0)
value, gradients = jax.value_and_grad(circuit, argnums=(0, 1, 2, 3, 4))(*inputs)
(d_w_0, d_x_0, d_w_1, d_x_1, d_w_2) = gradients

for actual, expected in [
    (value, 0.7310585786300049),
    (d_w_0, -0.19661193324148188),
    (d_x_0, 0.39322386648296376),
    (d_w_1, -0.39322386648296376),
    (d_x_1, -0.5898357997244457),
    (d_w_2, 0.19661193324148188),
]:
    np.testing.assert_allclose(actual, expected, rtol=1e-7, atol=1e-7)
