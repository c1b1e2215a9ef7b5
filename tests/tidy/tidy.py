"""The house rules that a program can check: arrows between rooms, what the engine must never use, and the look of files.

    tidy.py [FOLDER]        the checkout, by default this one; prints FILE:LINE: what is wrong, and ends with 1

The rules are those of docs/ARCHITECTURE.md. A new room is added to ROOMS here and to the list in the root CMakeLists.txt.
"""

import argparse
import pathlib
import re
import subprocess
import sys

# Every room, ground floor first, and the rooms that it may use.
GROUND = ["engine", "wayfinding"]
SERVED = GROUND + ["site", "protocol", "link"]
SCREEN = SERVED + ["ui", "program"]
ROOMS = {
    "engine": [],
    "wayfinding": ["engine"],
    "site": GROUND,
    "protocol": ["engine"],
    "link": ["engine", "protocol"],
    "storage": [],
    "knowledge": GROUND + ["site", "storage"],
    "sign-on": SERVED,
    "queue-server": SERVED + ["storage", "knowledge", "sign-on"],
    "followers": SERVED + ["storage", "queue-server"],
    "ui": GROUND,
    "program": SERVED + ["ui"],
    "printing": GROUND + ["site", "ui"],
    "kiosk": SCREEN + ["storage", "knowledge", "printing"],
    "counter-client": SCREEN + ["knowledge", "printing"],
    "display": SCREEN,
    "simulation": SERVED,
    "bench": SERVED + ["storage", "knowledge", "sign-on", "queue-server", "ui", "simulation"],
    "admin": SERVED + ["storage", "knowledge", "sign-on", "queue-server", "followers", "ui", "simulation", "bench"],
}

# What stays behind the interface of a few rooms, so that it can be exchanged there.
AT_HOME = {
    r"zmq": ["link", "queue-server", "bench"],
    r"sqlite3": ["storage", "queue-server", "bench"],
    r"sodium": ["link", "queue-server", "followers"],
    r"cmark": ["knowledge"],
    r"(imgui|SDL|pango/|cairo|librsvg/|qrencode|fontconfig/)": ["ui"],
    r"nlohmann/": ["protocol", "sign-on", "followers", "bench", "admin"],
    r"curl/": ["sign-on", "followers"],
    r"cjose/": ["sign-on"],
}

# The rooms that are pure functions: no clock, no input or output, no randomness, no threads, no order of pointers.
PURE_ROOMS = ["engine", "wayfinding"]
PURE_LIBRARIES = ["tl/expected.hpp"]
IMPURE_HEADERS = ["thread", "random", "iostream", "fstream", "ostream", "istream", "mutex", "shared_mutex", "atomic", "future",
                  "condition_variable", "stop_token", "ctime", "filesystem", "unordered_map", "unordered_set", "cstdatomic"]
IMPURE_CALLS = [r"::now\s*\(", r"\btime\s*\(", r"\b[su]?rand(om)?\s*\(", r"\brandom_device\b", r"\bgetenv\s*\(",
                r"\bstd::c(out|err|in)\b", r"\bclock\s*\(", r"\bgettimeofday\s*\("]

# Switches over our own words list every word, so that a new one is a warning where it is not thought of.
SWITCHES_WITHOUT_DEFAULT = ["engine", "protocol"]

LINES_MAX = 700
CLANG_FORMAT_VERSION = "14."
SOURCE_SUFFIXES = (".cpp", ".h")
TEXT_SUFFIXES = SOURCE_SUFFIXES + (".txt", ".cmake", ".py", ".sh", ".md", ".toml", ".json", ".conf", ".service", ".yml", ".run")
SKIPPED_FOLDERS = {"build", ".git", ".cache", "run", "__pycache__", "node_modules"}
MACHINE_PATHS = re.compile(r"(?<![\w.~$}])/(home|root|work|Users|mnt)/\w")


class Tree:
    """The files of a checkout: those that git knows; of a mere folder, all but what is built."""

    def __init__(self, root):
        self.root = pathlib.Path(root).resolve()
        self.files = self._list_files()

    def _list_files(self):
        if (self.root / ".git").exists():
            listed = subprocess.run(["git", "-C", str(self.root), "ls-files", "-z"], capture_output=True, check=True)
            names = [pathlib.Path(name) for name in listed.stdout.decode().split("\0") if name]
        else:
            names = [path.relative_to(self.root) for path in self.root.rglob("*")]
            names = [name for name in names if not SKIPPED_FOLDERS & set(name.parts)]
        return sorted(name for name in names if (self.root / name).is_file())

    def read(self, file):
        return (self.root / file).read_text(encoding="utf-8")

    def sources(self, *rooms):
        return [f for f in self.files if f.suffix in SOURCE_SUFFIXES and (not rooms or f.parts[0] in rooms)]


def code_of(text):
    """The text with comments and what stands in quotes blanked, lines and columns as they were."""
    blank = lambda match: re.sub(r"[^\n]", " ", match.group(0))
    pattern = r'R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<!\w)\'(?:\\.|[^\'\\\n])+\'|//[^\n]*|/\*.*?\*/'
    return re.sub(pattern, blank, text, flags=re.DOTALL)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def includes(text):
    for match in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', text, flags=re.MULTILINE):
        yield line_of(text, match.start()), match.group(1) == '"', match.group(2)


def check_include_arrows(tree):
    for file in tree.sources(*ROOMS):
        room = file.parts[0]
        for line, is_ours, name in includes(tree.read(file)):
            if not is_ours:
                for pattern, homes in AT_HOME.items():
                    if re.match(pattern, name) and room not in homes:
                        yield f"{file}:{line}: <{name}> is for {', '.join(homes)} alone"
                continue
            other = name.split("/")[0]
            if "/" not in name or other not in ROOMS and other != "tests":
                yield f'{file}:{line}: "{name}" is not named from the root of the house'
            elif other == "tests":
                yield f"{file}:{line}: {room} may not use tests"
            elif other != room and other not in ROOMS[room]:
                yield f"{file}:{line}: {room} may not use {other}"


def cmake_commands(text):
    """Every command of a CMakeLists.txt with its words and its line."""
    for match in re.finditer(r"^[ \t]*(\w+)[ \t]*\(([^()]*)\)", re.sub(r"#[^\n]*", "", text), flags=re.MULTILINE):
        yield match.group(1), match.group(2).split(), line_of(text, match.start())


def check_link_arrows(tree):
    cmake = {f.parts[0]: f for f in tree.files if f.name == "CMakeLists.txt" and len(f.parts) == 2}
    home = {}
    for room, file in cmake.items():
        for command, words, _ in cmake_commands(tree.read(file)):
            if command in ("foyer_library", "add_library") and words:
                home[words[0]] = room
    for room, file in cmake.items():
        for command, words, line in cmake_commands(tree.read(file)):
            if command not in ("foyer_library", "foyer_program", "target_link_libraries"):
                continue
            for word in words[1:]:
                other = home.get(word)
                if other and other != room and other not in ROOMS.get(room, []):
                    yield f"{file}:{line}: {room} may not link {word}"
                if not other and re.match(r"foyer_(?!options$)\w+$", word):
                    yield f"{file}:{line}: {word} is no library of any room"


def check_rooms_are_known(tree):
    text = tree.read(pathlib.Path("CMakeLists.txt"))
    listed = re.search(r"foreach\(room\s+([^)]*)\)", text)
    rooms = listed.group(1).split() if listed else []
    if rooms != list(ROOMS):
        yield f"CMakeLists.txt:{line_of(text, listed.start()) if listed else 1}: the rooms are not those of tests/tidy/tidy.py"
    for file in tree.files:
        is_room = len(file.parts) == 2 and file.name == "CMakeLists.txt"
        if is_room and file.parts[0] not in ROOMS and file.parts[0] != "tests":
            yield f"{file}:1: {file.parts[0]} is a room that tests/tidy/tidy.py does not know"


def check_purity(tree):
    for file in tree.sources(*PURE_ROOMS):
        text = tree.read(file)
        for line, is_ours, name in includes(text):
            is_standard = re.fullmatch(r"[a-z_0-9]+", name) is not None
            if not is_ours and (name in IMPURE_HEADERS or not is_standard and name not in PURE_LIBRARIES):
                yield f"{file}:{line}: <{name}> has no place in {file.parts[0]}"
        code = code_of(text)
        for pattern in IMPURE_CALLS:
            for match in re.finditer(pattern, code):
                yield f"{file}:{line_of(code, match.start())}: {match.group(0).strip('( ')} has no place in {file.parts[0]}"


def check_headers(tree):
    for file in tree.sources():
        if file.suffix != ".h":
            continue
        code = code_of(tree.read(file))
        if not re.search(r"^#pragma once$", code, flags=re.MULTILINE):
            yield f"{file}:1: #pragma once is missing"
        for match in re.finditer(r"\busing\s+namespace\b", code):
            yield f"{file}:{line_of(code, match.start())}: using namespace in a header"


def check_switches(tree):
    for file in tree.sources(*SWITCHES_WITHOUT_DEFAULT):
        code = code_of(tree.read(file))
        for match in re.finditer(r"\bdefault\s*:", code):
            yield f"{file}:{line_of(code, match.start())}: default in a switch over our own words"


def check_texts(tree):
    for file in tree.files:
        if file.suffix not in TEXT_SUFFIXES:
            continue
        text = tree.read(file)
        # This file and its test must name what they look for.
        if file.parts[:2] != ("tests", "tidy"):
            for match in MACHINE_PATHS.finditer(text):
                yield f"{file}:{line_of(text, match.start())}: a path of one machine"
        if file.suffix in SOURCE_SUFFIXES and text.count("\n") > LINES_MAX:
            yield f"{file}:{LINES_MAX}: {text.count(chr(10))} lines, more than {LINES_MAX}"


def check_test_names(tree):
    for file in tree.sources("tests"):
        text = tree.read(file)
        for match in re.finditer(r'TEST_CASE\(\s*"([^"]*)"', text):
            if "," in match.group(1):
                yield f"{file}:{line_of(text, match.start())}: a comma in a test's name, at which doctest splits filters"


def check_format(tree):
    try:
        version = subprocess.run(["clang-format", "--version"], capture_output=True, check=True, text=True).stdout
    except FileNotFoundError:
        yield "clang-format is missing: install the Debian package clang-format"
        return
    if f"version {CLANG_FORMAT_VERSION}" not in version:
        yield f"clang-format is of another version than {CLANG_FORMAT_VERSION}x, and would judge otherwise: {version.strip()}"
        return
    files = [str(f) for f in tree.sources()]
    for i in range(0, len(files), 50):
        command = ["clang-format", "--dry-run", "-Werror", "--ferror-limit=1", *files[i : i + 50]]
        result = subprocess.run(command, cwd=tree.root, capture_output=True, text=True)
        for found in re.finditer(r"^(\S+?):(\d+):\d+: error:", result.stderr, flags=re.MULTILINE):
            yield f"{found.group(1)}:{found.group(2)}: not as clang-format -i writes it"


QUICK_CHECKS = [check_include_arrows, check_link_arrows, check_rooms_are_known, check_purity, check_headers, check_switches,
                check_texts, check_test_names]


def problems_in(root, checks):
    tree = Tree(root)
    return [problem for check in checks for problem in check(tree)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", default=pathlib.Path(__file__).resolve().parents[2])
    options = parser.parse_args()
    problems = problems_in(options.folder, QUICK_CHECKS + [check_format])
    for problem in problems:
        print(problem)
    print(f"tidy: {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
