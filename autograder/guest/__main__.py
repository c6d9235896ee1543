"""Starts the guest: ``python __main__.py zygote …`` in namespaces, ``… confined`` without, ``… single`` unprotected.

The folder is registered as the package ``guest`` by hand: sys.path stays the student's own, and nothing
beside this folder becomes importable through it.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path


def main(arguments: list[str]) -> None:
    """Register the package and hand over to the mode."""
    folder = Path(__file__).resolve().parent
    spec = importlib.util.spec_from_file_location(
        "guest", folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    if spec is None or spec.loader is None:
        raise ImportError(f"{folder} is not a package")
    package = importlib.util.module_from_spec(spec)
    sys.modules["guest"] = package
    spec.loader.exec_module(package)
    mode, *rest = arguments
    if mode not in {"zygote", "confined", "single"}:
        raise ValueError(f"{mode} is not a mode: zygote, confined or single")
    importlib.import_module(f"guest.{mode}").main(rest)


if __name__ == "__main__":
    main(sys.argv[1:])
