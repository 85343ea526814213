"""SymPy's reader: takes the texts, all of which it must read, then reads them as often as each line says."""
import json
import sys
import time

from string import ascii_uppercase

from sympy import Symbol
from sympy.parsing.sympy_parser import (
    implicit_multiplication_application,
    parse_expr,
    standard_transformations,
)

RULES = (*standard_transformations, implicit_multiplication_application)
# S, N, E and others are SymPy's own.
NAMES = {letter: Symbol(letter) for letter in ascii_uppercase}


def read(text):
    return parse_expr(text, local_dict=NAMES, transformations=RULES, evaluate=False)


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
