"""``course.toml``: what a course has decided. A closed schema; everything works without one.

It is found upward from the working folder, or named by ``--course``. Paths in it are relative to its folder.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from autograder.errors import CourseError
from autograder.identity import Handed

FILE_NAME = "course.toml"
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
NotNegative = Annotated[float, msgspec.Meta(ge=0)]


class LabDates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One lab of the course."""

    deadline: datetime | None = None
    """With its offset from UTC; without one it is the time of the machine that grades."""

    def utc(self) -> datetime | None:
        """Return the deadline in UTC."""
        return None if self.deadline is None else self.deadline.astimezone(UTC)


class LatePolicy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What handing in late costs."""

    per_day: Share = 0.0
    """Share of the points that each day begun takes off."""
    at_most: Share = 1.0
    """Share that is taken off at most."""
    grace_minutes: NotNegative = 10.0
    times: Literal["timestamps", "files"] = "timestamps"
    """What is believed: what the course system says (nbgrader's timestamp.txt, Gradescope's metadata, Canvas's LATE),
    or also the time of the file or the archive's member, which a download or a copy may have changed."""

    def days(self, submitted: datetime, deadline: datetime) -> int:
        """Days late, each begun one whole; none within the grace."""
        over = submitted - deadline
        if over <= timedelta(minutes=self.grace_minutes):
            return 0
        return -(-over // timedelta(days=1))

    def share(self, days: int) -> float:
        """Share of the points that this many days take off."""
        return min(self.at_most, self.per_day * days)


class Ids(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a student's id is read from the name of a file or folder."""

    pattern: str = ""
    """A regular expression; its first group, or all of it, is the id. Empty: the name is it, or the roster tells."""


class Course(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of ``course.toml``."""

    name: str = ""
    language: Literal["zh", "en"] | None = None
    secret: str = ""
    """File with the secret that seeds come from, mode 0600; empty: ``.secret`` beside the records."""
    roster: str = ""
    """CSV with a column ``id`` and, if there is one, ``name``."""
    gradebook: str = ""
    """Path of a SQLite file, or a PostgreSQL URL; empty: ``gradebook.sqlite`` beside the records."""
    attempts: Literal["latest", "best"] = "latest"
    """Which of a student's submissions counts."""
    time_limit: Annotated[float, msgspec.Meta(ge=1)] | None = None
    """Seconds per submission."""
    exercises: tuple[str, ...] = ()
    """Folders of exercises of the course's own, beside those that come along."""
    ids: Ids = Ids()
    late: LatePolicy = LatePolicy()
    labs: dict[str, LabDates] = {}

    folder: str = ""
    """Not in the file: where it lies."""

    def path(self, name: str) -> Path:
        """Return a path of the file's, from the file's folder."""
        return Path(self.folder) / name

    def days_late(self, handed: Handed, lab: str) -> int:
        """Days begun after the deadline; none where nothing tells, one where all that is said is late."""
        deadline = self.labs.get(lab, LabDates()).utc()
        if deadline is None:
            return 0
        if handed.at is None:
            return int(handed.marked_late)
        return self.late.days(datetime.fromisoformat(handed.at).astimezone(UTC), deadline)

    def gradebook_in(self, out: Path) -> str | Path:
        """Return where the gradebook is, for a run's folder."""
        if not self.gradebook:
            return out / "gradebook.sqlite"
        return self.gradebook if "://" in self.gradebook else self.path(self.gradebook)


def load_course(given: Path | None, start: Path | None = None) -> Course:
    """Read the file that was named, or the nearest one upward; the defaults where there is none."""
    if given is not None:
        return _read(given / FILE_NAME if given.is_dir() else given)
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / FILE_NAME).is_file():
            return _read(folder / FILE_NAME)
    return Course()


def _read(path: Path) -> Course:
    try:
        course = msgspec.toml.decode(path.read_bytes(), type=Course)
    except OSError as error:
        raise CourseError(f"{path}: {error.strerror}; give --course a course.toml") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CourseError(f"{path}: {error}; autograder init writes one to start from") from error
    if course.folder:
        raise CourseError(
            f"{path}: Object contains unknown field `folder`; autograder init writes one to start from"
        )
    return msgspec.structs.replace(course, folder=str(path.resolve().parent))
