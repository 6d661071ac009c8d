#!/usr/bin/env python3
"""Damages files at random and reads each: every one must end in a clear report.

usage: scripts/mutate.py [--count N] [--seed N] [--binary FILE] FILE...      default: 10000, 1, build/release/citygraph

A reading is clear when the program ends by itself within a minute, with exit code 0 and one JSON object
a row whose verdicts are the known ones, or with exit code 4 or 1 and a message that names the file. What
is not is kept beside and named, with its seed; then the exit code is 1.
"""
import argparse
import collections
import json
import pathlib
import random
import subprocess
import sys
import tempfile

VERDICTS = {"report", "merged", "ignored", "rejected"}


def mutate(data: bytes, rng: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice([1, 1, 2, 4, 16, 64])):
        if not out:
            out += bytes(rng.randrange(256) for _ in range(8))
        at = rng.randrange(len(out))
        end = min(len(out), at + rng.choice([1, 2, 8, 64, 512]))
        kind = rng.randrange(8)
        if kind == 0:
            out[at] = rng.randrange(256)
        elif kind == 1:
            del out[at:end]
        elif kind == 2:
            out[at:at] = out[at:end]
        elif kind == 3:
            out[at:at] = bytes(rng.randrange(256) for _ in range(rng.choice([1, 3, 17])))
        elif kind == 4:
            out[at:at] = rng.choice([b'"', b"\t", b"\n", b"\r\n", b"\0", b",", b"|", b"(", b")", b";", "“".encode(),
                                     b"\xef\xbb\xbf", b"\xff\xfe", "\u202e".encode(), "\u0301".encode() * 40])
        elif kind == 5:
            del out[at:]
        elif kind == 6:
            other = rng.randrange(len(out))
            out[at:end], out[other:other + end - at] = out[other:other + end - at], out[at:end]
        else:
            out[at:end] = out[at:end].swapcase()
    return bytes(out)


def complaint(binary: str, path: pathlib.Path) -> str:
    """What is unclear about a reading; empty when nothing is."""
    try:
        done = subprocess.run([binary, "extract", str(path), "--format", "jsonl"], capture_output=True, timeout=60)
    except subprocess.TimeoutExpired:
        return "did not end"
    said = done.stderr.decode("utf-8", "replace")
    if done.returncode in (1, 4):
        return "" if path.name in said else f"exit code {done.returncode} without naming the file: {said[:200]}"
    if done.returncode != 0:
        return f"exit code {done.returncode}: {said[:200]}"
    try:
        rows = [json.loads(line) for line in done.stdout.decode("utf-8").split("\n") if line]
    except ValueError as error:
        return f"the answer is no JSON: {error}"
    if not rows and path.name not in said:  # a header alone is said
        return "no row and no message"
    wrong = {row.get("verdict") for row in rows} - VERDICTS
    return f"verdicts {wrong}" if wrong else ""


def main() -> int:
    root = pathlib.Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--binary", default=str(root / "build/release/citygraph"))
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    arguments = parser.parse_args()
    originals = [(path, path.read_bytes()) for path in arguments.files]
    bad = 0
    by_file = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        for i in range(arguments.count):
            seed = arguments.seed + i
            rng = random.Random(seed)
            original, data = rng.choice(originals)
            path = pathlib.Path(folder) / f"mutant-{seed}{original.suffix}"
            path.write_bytes(mutate(data, rng))
            by_file[original.name] += 1
            wrong = complaint(arguments.binary, path)
            if wrong:
                bad += 1
                kept = pathlib.Path(path.name)
                kept.write_bytes(path.read_bytes())
                print(f"seed {seed}, of {original.name}: {wrong}; kept as {kept}")
            path.unlink()
    print(f"{arguments.count} mutated files ({', '.join(f'{n} of {f}' for f, n in sorted(by_file.items()))}): {bad} unclear")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
