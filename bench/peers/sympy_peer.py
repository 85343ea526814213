"""SymPy's reader: takes the texts that it can read, then reads them as often as each line says."""
import json
import sys
import time

from sympy.parsing.sympy_parser import implicit_multiplication, parse_expr, standard_transformations

RULES = (*standard_transformations, implicit_multiplication)


def read(text):
    return parse_expr(text, transformations=RULES, evaluate=False)


texts = json.loads(sys.stdin.readline())
for text in texts:
    read(text)
print(len(texts), flush=True)
for line in sys.stdin:
    start = time.process_time()
    for _ in range(int(line)):
        for text in texts:
            read(text)
    print(1000 * (time.process_time() - start), flush=True)
