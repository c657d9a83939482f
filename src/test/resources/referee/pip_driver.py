"""Runs pip, again and again.

    python pip_driver.py

Says on its first line which Python it is and the newest platform tag that it supports, {"python": "3.13.9", "platform": "manylinux_2_41_x86_64"}. Then it
reads one order a line on standard input, {"arguments": [...], "seconds": 60, "fresh": false}, and writes one outcome a line,
{"exit": 0, "output": "...", "errors": "..."}, the latter two being pip's. A child forked from here, with pip's modules already loaded, calls pip's main;
where "fresh" is true, pip is a program of its own. After so many seconds of computing, or ten times as many of any kind,
it is killed; exit is the negative number of the signal then, SIGXCPU or SIGALRM.
"""

import contextlib
import gc
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import traceback

from pip._internal.cli.main import main
from pip._vendor.packaging.tags import platform_tags

WARM_UP = ["install", "--dry-run", "--no-index", "--disable-pip-version-check", "no-such-project"]


def limit(seconds):
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    signal.alarm(10 * seconds)


def forked(arguments, seconds, output, errors):
    child = os.fork()
    if child == 0:
        code = 70
        try:
            limit(seconds)
            os.dup2(output.fileno(), 1)
            os.dup2(errors.fileno(), 2)
            code = main(arguments)
        except SystemExit as end:
            code = end.code
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def fresh(arguments, seconds, output, errors):
    command = [sys.executable, "-m", "pip", *arguments]
    return subprocess.run(command, stdout=output, stderr=errors, preexec_fn=lambda: limit(seconds)).returncode


def run(order):
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        way = fresh if order["fresh"] else forked
        code = way(order["arguments"], order["seconds"], output, errors)
        output.seek(0)
        errors.seek(0)
        texts = [stream.read().decode("utf-8", "replace") for stream in (output, errors)]
        return {"exit": code, "output": texts[0], "errors": texts[1]}


def say(answer):
    print(json.dumps(answer), flush=True)


def main_loop():
    newest = next(tag for tag in platform_tags() if not tag.startswith("linux_"))
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
        main(WARM_UP)
    gc.freeze()
    say({"python": ".".join(map(str, sys.version_info[:3])), "platform": newest})
    for line in sys.stdin:
        say(run(json.loads(line)))


if __name__ == "__main__":
    main_loop()
