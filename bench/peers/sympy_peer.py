"""SymPy's readers: reads texts, then parses them all as often as each line says."""
import json
import sys
import time

from sympy.parsing.sympy_parser import parse_expr

texts = json.loads(sys.stdin.readline())
print(len([parse_expr(text, evaluate=False) for text in texts]), flush=True)
for line in sys.stdin:
    start = time.process_time()
    for _ in range(int(line)):
        for text in texts:
            parse_expr(text, evaluate=False)
    print(1000 * (time.process_time() - start), flush=True)
