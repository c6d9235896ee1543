"""The README's picture, ``python -m tests.reports.picture``: a page of the sample class as a browser shows it."""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.reports.browser import chromium

ROOT = Path(__file__).resolve().parents[2]
SUBMISSION = ROOT / "autograder" / "sample_class" / "s2024002_wangwei" / "lab6" / "adam_homework.py"
PICTURE = ROOT / "docs" / "report.png"
_WIDTH, _HEIGHT = 1100, 1860


def draw(into: Path) -> None:
    """Check the submission in the sandbox and take its page's picture, with the slider some steps along the path."""
    with tempfile.TemporaryDirectory() as folder:
        page_file = Path(folder) / "page.html"
        command = [sys.executable, "-m", "autograder", "check", str(SUBMISSION)]
        told = subprocess.run(
            [*command, "--lab", "lab6", "--lang", "en", "--html", str(page_file)], check=False, cwd=ROOT
        )
        if told.returncode != 1:
            raise SystemExit(
                f"check exited with {told.returncode}; this submission has a mistake, so 1 is expected"
            )
        with chromium() as browser:
            page = browser.new_page(viewport={"width": _WIDTH, "height": _HEIGHT}, color_scheme="light")
            page.goto(page_file.as_uri())
            page.locator(".slider input.s6").check()
            page.mouse.move(0, 0)
            page.screenshot(path=into)


if __name__ == "__main__":
    draw(PICTURE)
