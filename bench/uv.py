"""How the measurements here call uv: as it is fastest, and with the same question as ours."""
import os
import pathlib
import resource
import shutil
import subprocess
import sys


def add_options(parser):
    parser.add_argument("--uv", default=shutil.which("uv"), help="the uv to compare with")
    parser.add_argument("--interpreter", help="the Python that uv may inspect; without, the one beside uv, else the one that uv finds")


class Uv:
    def __init__(self, arguments, python, cache):
        if not arguments.uv:
            sys.exit("No uv on the PATH; name one with --uv")
        self.program, self.cache, self.python = arguments.uv, cache, python
        self.interpreter = arguments.interpreter or self.find()
        # Of pip's settings uv reads some, too: it is to ask the same index as ours, and no other place.
        self.environment = {name: value for name, value in os.environ.items() if name != "PIP_FIND_LINKS"}

    def find(self):
        """Left to search, uv may spend ten times what it needs for the answer, for example in the launchers of pyenv."""
        beside = pathlib.Path(self.program).resolve().parent / "python"
        if beside.exists():
            return str(beside)
        found = subprocess.run([self.program, "python", "find", self.python], text=True, capture_output=True, check=False)
        return found.stdout.strip() or sys.exit(f"uv finds no Python {self.python}; name one with --interpreter")

    def version(self):
        return subprocess.run([self.program, "--version"], text=True, capture_output=True, check=True).stdout.split()[1]

    def compile(self, packages, *more):
        """The finished process of one `uv pip compile`."""
        return subprocess.run(
            [self.program, "pip", "compile", "-", "--only-binary", ":all:", "--python-version", self.python, "--python", self.interpreter]
            + ["--python-platform", "x86_64-manylinux_2_40", "--no-python-downloads", "--no-config", "--no-header", "--no-annotate", "-q"]
            + ["--cache-dir", str(self.cache), *more],
            input="\n".join(packages) + "\n", env=self.environment, text=True, capture_output=True, check=False)


def children_cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
