"""Answers cases with Python's packaging.

    python driver.py FUNCTION

Reads one case a line on standard input, a JSON array of texts, and writes one answer a line, a JSON text. FUNCTION is a function of a module
cases_*.py beside this file; it gets the texts as arguments and returns the answer. A ValueError, which is what packaging raises on bad input,
makes the answer "invalid"; any other exception shows in the answer by its name, so that it never agrees by chance.
"""

import importlib
import json
import pathlib
import sys


def find(name):
    for path in sorted(pathlib.Path(__file__).parent.glob("cases_*.py")):
        function = getattr(importlib.import_module(path.stem), name, None)
        if function is not None:
            return function
    raise SystemExit("no function " + name)


def answer(function, case):
    try:
        return function(*case)
    except ValueError:
        return "invalid"
    except Exception as error:
        return "crash: " + type(error).__name__ + ": " + str(error)


def main():
    function = find(sys.argv[1])
    for line in sys.stdin.buffer:
        print(json.dumps(answer(function, json.loads(line.decode("utf-8")))))


if __name__ == "__main__":
    main()
