#!/usr/bin/env python3
"""Measures whether the confidences that `citygraph extract` gives can be believed.

usage: calibration.py [--lists LISTS GOLD] [--news CORPUS.jsonl] [--goals TABLE.csv] [--half 0|1]
                      [--fit] -- citygraph

Of each material it compares the answers with what is right:
  --lists  lists of reports with annotated places (one gold/NAME.json a list): right country and kind
  --news   documents with "toponyms" that have coordinates: right within 161 km; a place where no
           toponym is annotated is left out, since corpora differ in what they annotate
  --goals  a CSV of text, sdg, label: the goal is there or is not; only goals said to be there count
Prints for each: answers, the share that is right, the share right of those said to be at least
0.9 sure, the expected calibration error (ten bins of equal width), and the bins.
--half takes every other document, list row or text alone, told by a hash of its id.
--fit prints the isotonic regression of what is right on what was said, as knots of a monotone
piecewise linear map; fit on one half, and measure on the other.
"""

import argparse
import csv
import glob
import hashlib
import json
import math
import os
import subprocess
import sys

KINDS = {"admin1": "region", "intermunicipal": "region", "supranational_area": "area",
         "city_district": "city"}
NEAR_KM = 161
BINS = 10


def km(a, b, c, d):
    """The distance of two places given in degrees."""
    a, b, c, d = map(math.radians, (a, b, c, d))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(min(1, math.sqrt(h)))


def run(command, feed=None):
    done = subprocess.run(command, input=feed, capture_output=True, text=True)
    if done.returncode not in (0, 4):
        sys.exit(f"{command[0]} failed with {done.returncode}: {done.stderr.strip()[:300]}")
    return [json.loads(line) for line in done.stdout.splitlines() if line.strip()]


def extract_documents(citygraph, texts):
    """What is read in each text of {id: text}."""
    feed = "".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in texts.items())
    said = run([citygraph, "extract", "--as", "documents", "--format", "jsonl", "-"], feed)
    return {document["id"]: document for document in said}


def first_overlap(mentions, used, span):
    for i, mention in enumerate(mentions):
        if i not in used and mention["start"] < span["end"] and span["start"] < mention["end"]:
            return i
    return None


def answers_in_lists(citygraph, lists, golds, takes):
    for path in sorted(glob.glob(os.path.join(golds, "*.json"))):
        name = os.path.basename(path)[:-5]
        rows = {row["line"]: row for row in
                run([citygraph, "extract", "--format", "jsonl", os.path.join(lists, name + ".txt")])
                if "line" in row}
        with open(path, encoding="utf-8") as file:
            gold = json.load(file)
        for line in gold["lines"]:
            places, used = rows.get(line["line_no"], {}).get("places") or [], set()
            if not takes(f"{name}:{line['line_no']}"):
                continue
            for right in line.get("places") or []:
                i = first_overlap(places, used, right)
                if i is None:
                    continue
                used.add(i)
                options = [(o["kind"], o["country_iso2"] or None)
                           for o in [right, *(right.get("acceptable") or [])]]
                yield (places[i]["confidence"],
                       any((KINDS.get(k, k), c) == (places[i].get("kind"), places[i].get("country") or None)
                           for k, c in options))


def answers_in_news(citygraph, corpus, takes):
    with open(corpus, encoding="utf-8") as file:
        documents = [json.loads(line) for line in file]
    said = extract_documents(citygraph, {d["id"]: d["text"] for d in documents})
    for document in documents:
        if not takes(document["id"]):
            continue
        places, used = said[document["id"]]["mentions"], set()
        for right in document["toponyms"]:
            i = first_overlap(places, used, right)
            if i is not None:
                used.add(i)
                yield (places[i]["confidence"],
                       km(right["lat"], right["lon"], places[i]["lat"], places[i]["lon"]) <= NEAR_KM)


def answers_on_goals(citygraph, table, takes):
    with open(table, encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    said = extract_documents(citygraph, {str(i): row["text"] for i, row in enumerate(rows)})
    for i, row in enumerate(rows):
        for goal in said[str(i)]["sdgs"]:
            if goal["goal"] == int(row["sdg"]) and takes(row["text"]):
                yield goal["confidence"], row["label"] == "True"


def expected_error(answers):
    bins = [[] for _ in range(BINS)]
    for confidence, right in answers:
        bins[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    error = sum(abs(sum(c for c, _ in b) - sum(r for _, r in b)) for b in bins) / len(answers)
    return error, bins


def isotonic(answers):
    """Pool adjacent violators: blocks of (mean confidence, share right, answers), rising."""
    blocks = []
    for confidence, right in sorted(answers):
        blocks.append([confidence, float(right), 1])
        while len(blocks) > 1 and blocks[-2][1] / blocks[-2][2] >= blocks[-1][1] / blocks[-1][2]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last)]
    return [(c / n, r / n, n) for c, r, n in blocks]


def report(name, answers, fit):
    if not answers:
        print(f"{name}: no answer to judge")
        return
    error, bins = expected_error(answers)
    sure = [right for confidence, right in answers if confidence >= 0.9]
    print(f"{name:6} answers {len(answers):5}  right {sum(r for _, r in answers) / len(answers):.3f}"
          f"  said >= 0.9: {len(sure):5}, right {sum(sure) / max(len(sure), 1):.3f}"
          f"  expected calibration error {error:.3f}")
    for i, each in enumerate(bins):
        if each:
            print(f"       {i / BINS:.1f}-{(i + 1) / BINS:.1f}  {len(each):5}  said "
                  f"{sum(c for c, _ in each) / len(each):.3f}  right {sum(r for _, r in each) / len(each):.3f}")
    if fit:
        print("       isotonic:", "  ".join(f"{c:.3f}->{r:.3f} ({n})" for c, r, n in isotonic(answers)))


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1].removeprefix("usage: "),
                                     description=__doc__.split("\n\n")[0])
    parser.add_argument("--lists", nargs=2, metavar=("LISTS", "GOLD"))
    parser.add_argument("--news")
    parser.add_argument("--goals")
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("citygraph")
    options = parser.parse_args()

    def takes(key):
        half = hashlib.md5(key.encode()).digest()[0] % 2
        return options.half is None or half == options.half

    everything = []
    for name, answers in (
            ("lists", options.lists and answers_in_lists(options.citygraph, *options.lists, takes)),
            ("news", options.news and answers_in_news(options.citygraph, options.news, takes)),
            ("goals", options.goals and answers_on_goals(options.citygraph, options.goals, takes))):
        if answers:
            answers = list(answers)
            everything += answers
            report(name, answers, options.fit)
    report("all", everything, options.fit)


main()
