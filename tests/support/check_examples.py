#!/usr/bin/python3
"""Runs the examples of a page, in their order, and compares what they print.

An example is a fenced block that starts with `$ `; its commands are run by bash, in a folder
where `samples` lies and `citygraph` is on the path. In what follows a command,
a line that is only `…` stands for any lines, and one that ends with `…` for any line that
starts so. A command that is alone in its block has its output below it, as Markdown;
`… and 7 more rows.` says how many rows of it are left out.

usage: check_examples.py PROGRAM SAMPLES PAGE ...
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile


def examples(text):
    """Yields (line number, command, lines that it prints, whether those are Markdown)."""
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        if lines[at] != "```" or not lines[at + 1].startswith("$ "):
            at += 1
            continue
        at += 1
        last = None
        while lines[at] != "```":
            if lines[at].startswith("$ "):
                if last:
                    yield last
                last = (at + 1, lines[at][2:], [], False)
            else:
                last[2].append(lines[at])
            at += 1
        at += 1
        if not last[2] and at + 1 < len(lines) and lines[at + 1].startswith("|"):
            table = []
            at += 1
            while at < len(lines) and (lines[at].startswith("|") or
                                       (not lines[at] and lines[at + 1].startswith("…"))):
                table += [lines[at]] if lines[at] else []
                at += 1
            if lines[at].startswith("…"):
                table.append(lines[at])
            last = (last[0], last[1], table, True)
        yield last


def same(expected, printed):
    if expected.endswith("…"):
        return printed.startswith(expected[:-1])
    return expected == printed


def difference(expected, printed):
    """The first expected line that was not printed, or None."""
    at = 0
    skips = False
    for number, line in enumerate(expected):
        if line == "…":
            skips = True
            continue
        more = re.fullmatch(r"… and (\d+) more rows\.", line)
        if more:
            left = len(printed) - at
            return None if left == int(more[1]) else f"{line}   (there are {left})"
        if skips:
            while at < len(printed) and not same(line, printed[at]):
                at += 1
            skips = False
        if at == len(printed) or not same(line, printed[at]):
            return line
        at += 1
    if not skips and at < len(printed):
        return f"the end, before: {printed[at]}"
    return None


def check(program, samples, page):
    """Prints what is not as the page says; returns how many examples there are and how many differ."""
    failures = 0
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "samples").symlink_to(samples)
        environment = {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}"}
        environment.pop("CITYGRAPH_DB", None)
        for line, command, expected, markdown in examples(page.read_text(encoding="utf-8")):
            count += 1
            run = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, capture_output=True,
                                 timeout=120, check=False)
            stdout, stderr = (each.decode(errors="replace") for each in (run.stdout, run.stderr))
            printed = (stdout + ("" if markdown else stderr)).splitlines()
            missing = difference(expected, printed)
            if missing is not None:
                failures += 1
                print(f"{page.name}:{line}: {command}\n  the page has: {missing}\n"
                      f"  printed (exit code {run.returncode}):")
                print("\n".join("    " + each for each in printed[:40]))
    return count, failures


def main():
    program, samples = (pathlib.Path(each).resolve() for each in sys.argv[1:3])
    failed = False
    for page in map(pathlib.Path, sys.argv[3:]):
        count, failures = check(program, samples, page)
        failed = failed or failures > 0 or count == 0
        print(f"{page.name}: {count - failures} of {count} examples are what the program prints")
    sys.exit(1 if failed else 0)


main()
