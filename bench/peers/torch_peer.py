"""PyTorch's autograd, eagerly on scalars: reads a circuit, then runs it as often as each line says."""
import json
import sys
import time

import torch

circuit = json.loads(sys.stdin.readline())
calls = {
    "add": torch.add, "sub": torch.sub, "mul": torch.mul, "div": torch.div, "neg": torch.neg,
    "reciprocal": torch.reciprocal, "pow": torch.pow, "relu": torch.relu, "exp": torch.exp, "tanh": torch.tanh,
}


def run():
    values, leaves = [], []
    for op, argument in circuit["nodes"]:
        if op == "input":
            value = torch.tensor(argument, dtype=torch.float64, requires_grad=True)
            leaves.append(value)
        elif op == "constant":
            value = torch.tensor(argument, dtype=torch.float64)
        else:
            value = calls[op](*[values[i] for i in argument])
        values.append(value)
    output = values[circuit["output"]]
    output.backward()
    return output.item()


torch.set_num_threads(1)
print(run(), flush=True)
for line in sys.stdin:
    start = time.process_time()
    for _ in range(int(line)):
        run()
    print(1000 * (time.process_time() - start), flush=True)
