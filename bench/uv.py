"""How the measurements here call uv: as it is fastest, and with the same question as ours."""
import concurrent.futures
import itertools
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PORTFOLIO = ROOT / "examples" / "portfolio-75.txt"
AS_OF = "2026-11-20T00:00:00Z"


def say(text):
    print(text, file=sys.stderr, flush=True)


def pairs():
    lines = (line.split("#")[0].strip() for line in PORTFOLIO.read_text().splitlines())
    return list(itertools.combinations(filter(None, lines), 2))


def side_by_side(count, task, items):
    with concurrent.futures.ThreadPoolExecutor(count) as pool:
        return list(pool.map(task, items))


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


class UvOnPairs:
    """uv, asked about pairs of the portfolio: offline, a process each, as many side by side as there are processors."""

    def __init__(self, arguments, python, folder):
        self.uv = Uv(arguments, python, folder / "uv")
        self.asked = folder / f"uv-asked{'' if python == '3.13' else '-' + python}"

    def fill(self, sample):
        """Asks uv online, once, about each pair that it was not asked about before."""
        known = set(self.asked.read_text().splitlines()) if self.asked.exists() else set()
        missing = [pair for pair in sample if " ".join(pair) not in known]
        begun = time.monotonic()

        def ask(item):
            number, pair = item
            done = self.ask(pair)
            if number % 20 == 0 or number == len(missing):
                say(f"uv asked about {number} of {len(missing)} pairs ({time.monotonic() - begun:.0f} s)")
            if done.returncode not in (0, 1):
                sys.exit(f"uv ended with {done.returncode}: {done.stderr}")
            with self.asked.open("a") as file:
                file.write(" ".join(pair) + "\n")
        side_by_side(4, ask, enumerate(missing, 1))

    def ask(self, pair, *more):
        return self.uv.compile(pair, "--exclude-newer", AS_OF, *more)

    def measure(self, sample):
        def ask(pair):
            start = time.perf_counter()
            done = self.ask(pair, "--offline")
            if done.returncode not in (0, 1):
                sys.exit(f"uv ended with {done.returncode}: {done.stderr}")
            return done.returncode, time.perf_counter() - start
        cpu, start = children_cpu(), time.perf_counter()
        answers = side_by_side(os.cpu_count(), ask, sample)
        wall, cpu = time.perf_counter() - start, children_cpu() - cpu
        times = sorted(taken for _, taken in answers)
        results = f"a set={sum(code == 0 for code, _ in answers)}, no set={sum(code != 0 for code, _ in answers)}"
        return len(sample) / wall, 1000 * statistics.median(times), 1000 * times[int(.99 * len(times))], 1000 * cpu / len(sample), results
