"""What the measurements of programs with windows have in common: figures, and what a process takes."""

import math
import pathlib


def quantile(values, share):
    return sorted(values)[max(math.ceil(share * len(values)), 1) - 1] if values else math.nan


def figure(name, what, value, unit, limit=None):
    entry = {"name": name, "what": what, "value": round(value, 3), "unit": unit}
    if limit is not None:
        entry.update(limit=limit, met=value <= limit)
    told = "" if limit is None else f"<= {limit:g} {unit}  " + ("met" if entry["met"] else "MISSED")
    print(f"{what:<74} {value:>9.2f} {unit:<6} {told}".rstrip(), flush=True)
    return entry


def cpu_ms(pid):
    """Time on a processor of all threads that live, as the scheduler counts it (nanoseconds)."""
    spent = 0
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        try:
            spent += int((task / "schedstat").read_text().split()[0])
        except FileNotFoundError:
            pass  # It has ended since it was listed.
    return spent / 1e6


def memory_mib(pid, key, file):
    for line in pathlib.Path(f"/proc/{pid}/{file}").read_text().splitlines():
        if line.startswith(key):
            return int(line.split()[1]) / 1024
    return math.nan
