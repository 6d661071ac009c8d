#!/usr/bin/env python3
"""Checks the table of themes (data/themes.csv) and prints what is wrong with it.

usage: check_themes.py FILE
"""

import csv
import re
import sys
import unicodedata

LANGUAGES = ["en", "es", "pt", "fr"]
HEADER = ["id", "broader", "sdgs", *LANGUAGES, "source"]
SOURCES = {"SDG", "New Urban Agenda", "EuroVoc", "GEMET", "UNBIS", "URBACT", "own"}
GOALS = [str(goal) for goal in range(1, 18)]
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def fold(label):
    """The label in lower case and without accents."""
    decomposed = unicodedata.normalize("NFKD", label.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("œ", "oe")


def split(cell):
    return cell.split("|") if cell else []


def check_rows(themes):
    """What is wrong with each row by itself, and ids that are missing or there twice."""
    line_of = {}
    for line, theme in themes:
        first = line_of.setdefault(theme["id"], line)
        if first != line:
            yield line, f"id {theme['id']!r} is also on line {first}"
        if not SLUG.fullmatch(theme["id"]):
            yield line, f"id {theme['id']!r} is not a slug"
        sdgs = split(theme["sdgs"])
        if not sdgs or not set(sdgs) <= set(GOALS) or len(set(sdgs)) != len(sdgs):
            yield line, f"sdgs {theme['sdgs']!r} is not a list of different goals from 1 to 17"
        if theme["source"] not in SOURCES:
            yield line, f"unknown source {theme['source']!r}"
    for goal in GOALS:
        if f"sdg-{goal}" not in line_of:
            yield 1, f"there is no sdg-{goal}"


def check_labels(themes):
    """Preferred labels that are missing, and labels that one language lists twice."""
    for language in LANGUAGES:
        listed = {}  # folded label -> the id it was first listed under
        for line, theme in themes:
            labels = split(theme[language])
            if not labels:
                yield line, f"no preferred label in {language}"
            for label in labels:
                if not label or label != " ".join(label.split()):
                    yield line, f"{language} label {label!r} is empty or has spare spaces"
                elif fold(label) in listed:
                    other = listed[fold(label)]
                    yield line, f"{language} label {label!r} is already listed under {other}"
                else:
                    listed[fold(label)] = theme["id"]


def check_broader(themes):
    """Broader ids that do not exist or that lead back to the theme itself."""
    broader = {theme["id"]: split(theme["broader"]) for _, theme in themes}
    for line, theme in themes:
        pending, above = list(broader[theme["id"]]), set()
        for parent in split(theme["broader"]):
            if parent not in broader:
                yield line, f"broader id {parent!r} does not exist"
        while pending:
            parent = pending.pop()
            if parent not in above:
                above.add(parent)
                pending += broader.get(parent, [])
        if theme["id"] in above:
            yield line, f"{theme['id']} is broader than itself"


def check(path):
    """The number of concepts and the problems as (line number, text)."""
    with open(path, encoding="utf-8", newline="") as file:
        reader = csv.reader(file, strict=True)
        if next(reader, []) != HEADER:
            return 0, [(1, f"the header is not {','.join(HEADER)}")]
        rows = [(reader.line_num, fields) for fields in reader]
    themes = [(line, dict(zip(HEADER, row))) for line, row in rows if len(row) == len(HEADER)]
    problems = [(line, f"{len(row)} fields instead of {len(HEADER)}")
                for line, row in rows if len(row) != len(HEADER)]
    for part in (check_rows, check_labels, check_broader):
        problems += part(themes)
    return len(themes), sorted(problems)


def main(arguments):
    if len(arguments) != 1:
        print("usage: check_themes.py FILE", file=sys.stderr)
        return 2
    path = arguments[0]
    try:
        count, problems = check(path)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        print(f"{path}: {error}", file=sys.stderr)
        return 1
    for line, problem in problems:
        print(f"{path}:{line}: {problem}")
    print(f"{count} concepts, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
