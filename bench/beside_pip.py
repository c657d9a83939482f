"""A round's results beside what pip answered to the same pairs, as `compat referee --json` reports it."""
import collections
import csv
import io
import json
import re
import subprocess
import sys

from uv import PORTFOLIO, ROOT

NAME = re.compile(r"[A-Za-z0-9._-]+")


def project(requirement):
    return re.sub(r"[-_.]+", "-", NAME.match(requirement).group()).lower()


def asked(report):
    """Of each pair: Python, platform, its two projects; then our single check's answer, pip's and uv's."""
    platforms = dict(re.search(r"CPython (\S+), (\S+)", tool).groups() for tool in report["tools"] if "CPython" in tool)
    for question in report["questions"]:
        if len({project(one) for text in question["packages"] for one in text.split()}) == 2:
            pair = frozenset(project(one) for text in question["packages"] for one in text.split())
            answers = [question[who].split(":")[0] for who in ("ours", "pip", "uv")]
            yield question["python"], platforms[question["python"]], pair, question["ours"], answers


def checked(cache, data, environment, moment, pythons, platform):
    """The round's pairs, each with its row of the table."""
    words = [str(ROOT / "compat"), "round", str(PORTFOLIO), "--recheck", "--sources", "wheels", "--as-of", moment, "--csv", "-", "--max-age", "365d"]
    words += ["--cache-dir", str(cache), "--data-dir", str(data), "--platform", platform, *(word for python in pythons for word in ("--python", python))]
    done = subprocess.run(words, env=environment, text=True, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"compat round ended with {done.returncode}:\n{done.stderr}")
    rows = csv.DictReader(io.StringIO(done.stdout, newline=""))
    return {(row["python_version"], frozenset((project(row["first"]), project(row["second"])))): row for row in rows if row["second"]}


def held(row):
    """As a single check says it: name and version, sorted."""
    return sorted((project(row[place]), row[place + "_held"]) for place in ("first", "second") if row[place + "_held"])


def compare(reports, cache, data, environment):
    """Prints a table for each report; exits with 1 where something differs."""
    different = []
    for name in reports:
        report = json.loads(open(name, encoding="utf-8").read())
        pairs = list(asked(report))
        rows = {}
        for platform in {platform for _, platform, *_ in pairs}:
            pythons = sorted({python for python, on, *_ in pairs if on == platform}, key=lambda text: [int(part) for part in text.split(".")])
            rows |= checked(cache, data, environment, report["as_of"], pythons, platform)
        counts = collections.defaultdict(collections.Counter)
        for python, _, pair, text, (ours, pip, uv) in pairs:
            row, count = rows.get((python, pair)), collections.Counter()
            if row is None:
                sys.exit(f"{' '.join(pair)} on {python} is no pair of {PORTFOLIO}")
            broken = pip not in ("SUCCESS", "CHECK_WARNING", "INSTALL_ERROR")
            single = sorted((project(one), one.split(" -> ")[1]) for one in text.partition(": ")[2].split(", ")) if ours == "CHECK_WARNING" else []
            for what, met in {
                "pairs": not broken, row["result"]: not broken, row["rule"]: not broken, "broken": broken, "pip": row["result"] == pip,
                "uv": row["result"] == uv, "single": row["result"] == ours, "held": bool(single) and held(row) == single, "to hold": bool(single),
            }.items():
                count[what] += met
            counts[python] += count
            counts["all"] += count
            if row["result"] != ours or not broken and row["result"] != pip or held(row) != single:
                different.append(f"{' '.join(sorted(pair))} on {python}: round {row['result']} by {row['rule']} {held(row)}, single check {text}, pip {pip}, uv {uv}")
        print(f"\n{name}, as of {report['as_of']}; {'; '.join(report['tools'])}\n")
        print("| Python | pairs | SUCCESS / CHECK_WARNING / INSTALL_ERROR | union / patch / inherited / signature / solver | as pip | as uv | pip broke down | as our single check | held as there |")
        print("|---|---|---|---|---|---|---|---|---|")
        for python, count in sorted(counts.items(), key=lambda item: item[0] == "all"):
            results = " / ".join(str(count[name]) for name in ("SUCCESS", "CHECK_WARNING", "INSTALL_ERROR"))
            rules = " / ".join(str(count[name]) for name in ("UNION", "PATCH", "INHERITED", "SIGNATURE", "SOLVER"))
            print(f"| {python} | {count['pairs']} | {results} | {rules} | {count['pip']} | {count['uv']} | {count['broken']} | {count['single']} | {count['held']} of {count['to hold']} |")
    print("\n".join(["", *different, f"{len(different)} differences"]))
    sys.exit(1 if different else 0)
