"""Holds what the programs really write against the published schemas, with a validator that is not ours.

    check_schemas.py SAMPLES_PROGRAM SCHEMA_FOLDER
"""

import copy
import json
import pathlib
import subprocess
import sys

import jsonschema


def load_validators(folder):
    validators = {}
    for file in sorted(folder.glob("*.json")):
        schema = json.loads(file.read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        validators[file.name] = jsonschema.Draft202012Validator(schema)
    return validators


def read_samples(program):
    output = subprocess.run([program], check=True, capture_output=True).stdout.decode("utf-8")
    return [(line.partition("\t")[0], json.loads(line.partition("\t")[2])) for line in output.splitlines()]


def objects_in(value):
    """Every object in a message, itself first. What stands in `events` is judged by its own schema."""
    if isinstance(value, dict):
        yield value
        for name, member in value.items():
            if name != "events":
                yield from objects_in(member)
    elif isinstance(value, list):
        for element in value:
            yield from objects_in(element)


def broken_copies(message):
    """The message with one fault each: a member that nobody knows, or another type."""
    count = len(list(objects_in(message)))
    for index in range(count):
        broken = copy.deepcopy(message)
        list(objects_in(broken))[index]["surprise"] = 1
        yield f"with a surprise in object {index}", broken
        for name in list(objects_in(message))[index]:
            broken = copy.deepcopy(message)
            list(objects_in(broken))[index][name] = None
            yield f"with {name} null in object {index}", broken
    for name in ("v", "id", "command", "kind", "seq", "ok", "at_ms", "now_ms", "actor"):
        if name in message:
            broken = copy.deepcopy(message)
            del broken[name]
            yield f"without {name}", broken


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    validators = load_validators(folder)
    problems = []
    seen = {}
    for name, message in read_samples(program):
        seen[name] = seen.get(name, 0) + 1
        for error in validators[name].iter_errors(message):
            problems.append(f"{name}: {error.json_path}: {error.message}")
        if seen[name] == 1:
            for what, broken in broken_copies(message):
                if validators[name].is_valid(broken):
                    problems.append(f"{name}: is valid {what}")
    for name in sorted(set(validators) - set(seen)):
        problems.append(f"{name}: no message of this kind was written")
    for problem in problems:
        print(problem)
    print(f"{sum(seen.values())} messages of {len(seen)} kinds, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
