#!/usr/bin/env python3
"""Checks who includes whom, who opens which library and who prints. See ARCHITECTURE.md.

usage: check_layers.py [ROOT]       check the tree (default: the one this file is in)
       check_layers.py --self-test  check that each rule can fail

Each finding is a line "file:line: what is there; the rule". Exit code: 0 none, 1 some.
"""
import re
import sys
import tempfile
from pathlib import Path

# Layer -> the layers that it may include besides itself. A layer is a folder; what lies in no layer
# of this table is a finding too, so that a new folder is a decision.
ENGINE = ["engine/base", "engine/model", "engine/encoding", "engine/adjacency", "engine/storage",
          "engine/index", "engine/algorithms"]
MAY_INCLUDE = {layer: ENGINE[:i] for i, layer in enumerate(ENGINE)}
MAY_INCLUDE |= {"importers": ENGINE, "queries": ENGINE, "viz": ENGINE}
MAY_INCLUDE["cli"] = [*ENGINE, "importers", "queries", "viz"]
MAY_INCLUDE["tests"] = [*ENGINE, "importers", "queries", "viz", "cli"]

# What an #include <...> begins with -> where that is allowed. tests may include anything.
DOORS = [
    ("RocksDB", r"rocksdb/", ["engine/storage/"]),
    ("Boost.Graph", r"boost/graph/", ["engine/algorithms/"]),
    ("Graphviz", r"(gvc\.h|cgraph\.h|graphviz/)", ["viz/"]),
    ("RapidJSON", r"rapidjson/",
     ["engine/encoding/json.cc", "engine/encoding/json_read.cc", "engine/encoding/json_writer.cc"]),
    ("ICU", r"unicode/",
     ["engine/base/unicode.cc", "engine/base/charset.cc", "queries/cypher/temporal/zones.cc"]),
    ("date", r"date/", ["queries/cypher/temporal/zones.cc"]),
    ("libstemmer", r"libstemmer", ["importers/text/stemmer.cc"]),
    ("gumbo", r"gumbo\.h", ["importers/formats/html.cc"]),
    ("libzip", r"zip\.h", ["importers/formats/xlsx.cc"]),
    ("expat", r"expat\.h", ["importers/formats/xml.cc"]),
    ("CLI11", r"CLI/", ["cli/"]),
    ("libedit", r"(histedit\.h|editline/)", ["cli/shell/line_editor.cc"]),
]

# Libraries neither print nor end the process: a program that uses them decides that.
PRINTS = re.compile(
    r"\bstd\s*::\s*(cout|cerr|clog)\b"
    r"|\b(fmt|std)\s*::\s*print(ln)?\s*\("
    r"|(?<![\w.>])(std\s*::\s*|::)?(printf|vprintf|puts|putchar|perror|fprintf|fputs|fputc|exit|_exit|_Exit|"
    r"quick_exit|abort|terminate)\s*\(")
MAY_PRINT = [
    "cli/", "tests/",
    "engine/base/result.h",                            # CITYGRAPH_CHECK: a broken invariant of ours
    "importers/gazetteer/build/gazetteer_builder.cc",  # the main of a tool of the build
]

INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]')


def layer_of(path):
    """The layer of a path below the root ("engine/base/ids.h" -> "engine/base"), or None."""
    return next((layer for layer in MAY_INCLUDE if path.startswith(layer + "/")), None)


def code_of(text):
    """The lines without comments and without what is in strings; raw strings are emptied too."""
    token = re.compile(
        r'R"(?P<end>[^()\\\s]{0,16})\(.*?\)(?P=end)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\''
        r"|//[^\n]*|/\*.*?\*/", re.DOTALL)

    def blank(match):
        return "\n" * match.group().count("\n") if match.group()[0] == "/" else (
            '""' + "\n" * match.group().count("\n"))

    return token.sub(blank, text).split("\n")


def check_file(path, text):
    """Yields (line, message) for the file at `path` (relative to the root)."""
    own = layer_of(path)
    if own is None:
        yield 1, "in no layer; add its folder to the table in tests/support/check_layers.py"
        return
    for number, line in enumerate(text.split("\n"), start=1):
        include = INCLUDE.match(line)
        if not include:
            continue
        quote, target = include.groups()
        if quote == '"':
            other = layer_of(target)
            if other is None:
                if own != "tests" and not target.startswith("tests/"):
                    yield number, f'includes "{target}"; own headers are included by their path from the root'
                elif own != "tests":
                    yield number, f'includes "{target}"; nothing outside tests may include tests'
            elif other == "tests" and own != "tests":
                yield number, f'includes "{target}"; nothing outside tests may include tests'
            elif other != own and other not in MAY_INCLUDE[own]:
                allowed = ", ".join(MAY_INCLUDE[own]) or "nothing but itself"
                yield number, f'includes "{target}"; {own} may include {allowed}'
        if own == "tests":
            continue
        for library, pattern, doors in DOORS:
            if re.match(pattern, target) and not path.startswith(tuple(doors)):
                yield number, f"includes <{target}>; {library} only in {', '.join(doors)}"
    if not path.startswith(tuple(MAY_PRINT)):
        for number, line in enumerate(code_of(text), start=1):
            for found in PRINTS.finditer(line):
                yield number, (f"uses {found.group().rstrip('( ')}; libraries neither print nor end the process, "
                               "only cli does")


def check_tree(root):
    findings = []
    # By the first level, so that build folders and whatever else lies about stay out.
    for folder in ("engine", "importers", "queries", "viz", "cli", "tests"):
        for file in sorted((root / folder).rglob("*")):
            if file.suffix in (".h", ".cc") and file.is_file():
                path = file.relative_to(root).as_posix()
                text = file.read_text(encoding="utf-8", errors="replace")
                findings += [f"{path}:{line}: {message}" for line, message in check_file(path, text)]
    return findings


# (file, its text, what the one finding says; None: no finding)
SELF_TESTS = [
    ("engine/base/a.h", '#include "engine/model/node.h"', ":1: includes \"engine/model/node.h\"; engine/base may"),
    ("engine/model/a.h", '\n#include "engine/storage/store.h"', ":2: includes"),
    ("engine/adjacency/a.h", '#include "engine/storage/store.h"', "engine/adjacency may include engine/base, "),
    ("engine/storage/a.h", '#include "engine/index/name_index.h"', "engine/storage may include engine/base, "),
    ("engine/storage/a.cc", '#include "importers/draft.h"', "engine/storage may include"),
    ("importers/a.cc", '#include "queries/city_graph.h"', "importers may include"),
    ("queries/a.cc", '#include "viz/diagram.h"', "queries may include"),
    ("viz/a.cc", '#  include "importers/draft.h"', "viz may include"),
    ("queries/a.cc", '#include "cli/context.h"', "queries may include"),
    ("cli/a.cc", '#include "tests/support/must.h"', "nothing outside tests may include tests"),
    ("importers/a.cc", '#include "draft.h"', "by their path from the root"),
    ("engine/new/a.h", "", "in no layer"),
    ("importers/a.cc", "#include <rocksdb/db.h>", "RocksDB only in engine/storage/"),
    ("queries/a.cc", "#include <boost/graph/properties.hpp>", "Boost.Graph only in engine/algorithms/"),
    ("queries/a.cc", "#include <gvc.h>", "Graphviz only in viz/"),
    ("engine/encoding/keys.cc", "#include <rapidjson/writer.h>", "RapidJSON only in engine/encoding/json.cc"),
    ("importers/a.cc", "#include <unicode/uchar.h>", "ICU only in engine/base/unicode.cc"),
    ("importers/a.cc", "#include <libstemmer.h>", "libstemmer only in importers/text/stemmer.cc"),
    ("viz/a.cc", "#include <CLI/CLI.hpp>", "CLI11 only in cli/"),
    ("cli/main.cc", "#include <histedit.h>", "libedit only in cli/shell/line_editor.cc"),
    ("viz/a.cc", "void F() { std::cout << 1; }", "uses std::cout"),
    ("viz/a.cc", 'void F() { std::printf("%d", 1); }', "uses std::printf"),
    ("viz/a.cc", 'void F() { fmt::print("x"); }', "uses fmt::print"),
    ("queries/a.cc", "void F() {\n  exit(1);\n}", ":2: uses exit"),
    ("queries/a.cc", "void F() { std::abort(); }", "uses std::abort"),
    ("engine/storage/a.cc", '#include <rocksdb/db.h>\n#include "engine/base/ids.h"', None),
    ("engine/base/unicode.cc", "#include <unicode/uchar.h>", None),
    ("cli/a.cc", '#include "viz/diagram.h"\nvoid F() { std::cout << 1; std::exit(1); }', None),
    ("tests/viz/a.cc", '#include <gvc.h>\n#include "viz_support.h"\n#include "queries/city_graph.h"', None),
    ("viz/a.cc", '// std::cout\n/* exit(1)\n*/ const char* k = "printf(";', None),
    ("viz/a.cc", 'auto k = R"(std::cout\n)"; void F() { graph.exit(1); Cannot_exit(2); }', None),
]


def self_test():
    wrong = []
    for path, text, expected in SELF_TESTS:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / path
            file.parent.mkdir(parents=True)
            file.write_text(text + "\n", encoding="utf-8")
            found = check_tree(Path(folder))
        if expected is None and found:
            wrong.append(f"{path} with {text!r}: expected nothing, found {found}")
        if expected is not None and not (len(found) == 1 and path in found[0] and expected in found[0]):
            wrong.append(f"{path} with {text!r}: expected one finding with {expected!r}, found {found}")
    return wrong


def main():
    arguments = sys.argv[1:]
    if arguments == ["--self-test"]:
        findings = self_test()
        said = f"{len(SELF_TESTS)} examples as expected"
    else:
        root = Path(arguments[0]) if arguments else Path(__file__).resolve().parents[2]
        if not (root / "engine").is_dir():
            sys.exit(f"check_layers.py: {root} has no folder engine")
        findings = check_tree(root)
        said = "all layers kept"
    for finding in findings:
        print(finding)
    print(said if not findings else f"{len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
