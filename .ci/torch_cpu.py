"""Adds PyTorch to this environment if its CPU build is what pip would install; otherwise says why not.

On Linux the ordinary package is the CUDA build, several GB: it is never installed from here, and never
locked. Tests that need PyTorch skip without it.
"""

from __future__ import annotations

import json
import subprocess
import sys

REQUIREMENT = "torch==2.13.0"
CUDA_PREFIXES = ("nvidia-", "cuda-", "triton")


def pip(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run this environment's pip."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def main() -> int:
    """Look first, then install; not having PyTorch is no failure, failing to install it is."""
    plan = pip("--dry-run", "--report", "-", REQUIREMENT)
    if plan.returncode:
        print(f"PyTorch left out: pip finds no {REQUIREMENT} for this Python")
        return 0
    names = [item["metadata"]["name"].lower() for item in json.loads(plan.stdout)["install"]]
    if any(name.startswith(CUDA_PREFIXES) for name in names):
        print(f"PyTorch left out: {REQUIREMENT} would be the CUDA build here (several GB)")
        return 0
    done = pip(REQUIREMENT)
    print(done.stderr if done.returncode else f"PyTorch: {REQUIREMENT}, CPU build")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
