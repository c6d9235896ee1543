"""What 100,000 submissions need, computed from what few of them cost."""

from __future__ import annotations

from benchmarks.speed.measure import PEERS, Results

MANY = 100_000
_CORES = (2, 16, 64)


def projection(found: Results) -> list[str]:
    """Return the section's lines: hours by number of cores, and what doesn't grow smaller with cores."""
    lines = [
        f"Computed, not measured: {MANY:,} times the CPU seconds of one submission, shared among cores.",
        "",
        "| | core hours | " + " | ".join(f"{cores} cores, h" for cores in _CORES) + " |",
        "|---" * (2 + len(_CORES)) + "|",
    ]
    for framework, contenders in found.contenders.items():
        for name in ("ours", *PEERS):
            if name in contenders:
                hours = contenders[name].typical("cpu_s") * MANY / 3600
                shares = " | ".join(f"{hours / cores:.1f}" for cores in _CORES)
                label = "autograder" if name == "ours" else name
                lines.append(f"| {framework}, {label} | {hours:.1f} | {shares} |")
    recorded = max(one.record for one in found.stages.values()) / found.size
    largest = max(found.sizes, key=lambda one: one.students)
    slot = max(one["ours"].peak_mib for one in found.contenders.values()) / 1024
    quickest = min(one.load + one.sandbox + one.compare for one in found.stages.values()) / found.size
    lines += [
        "",
        (
            f"One process writes all records: {recorded * 1e3:.1f} ms each, {recorded * MANY / 60:.0f} minutes in all, however many"
            f" cores grade. It keeps up with about {max(1, round(quickest / recorded))} slots that grade the quickest class, with more of the others."
        ),
        f"Memory: at most {slot:.1f} GiB per slot (TensorFlow). Disk: {largest.size_kib * MANY / 2**20:.0f} GiB of records, pages and gradebook.",
    ]
    return lines
