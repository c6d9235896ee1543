"""Gradescope's download of a class: ``submission_metadata.yml``, and beside it a folder per submission.

Who handed in what stands in that file alone. It is believed where Gradescope put it, outside of what students hand in.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from autograder.errors import CourseError
from autograder.loading.decode import whole_characters
from autograder.loading.layouts import Owner, Path, first_lab, lab_of_folder
from autograder.loading.records_in_yaml import NotYaml, Record, Value, records
from autograder.loading.times import utc

METADATA = "submission_metadata.yml"
MAX_METADATA = 64 << 20
"""Bytes: the results of every attempt are in it."""
_EXPORT = re.compile(r"assignment_\d+_export(?: ?\(\d+\))?")
_MOST_SUBMITTERS = 100
_SUBMITTERS, _CREATED_AT = ":submitters", ":created_at"


class Person(NamedTuple):
    """One submitter; empty what isn't told."""

    sid: str
    email: str
    name: str


class Submission(NamedTuple):
    """What the metadata says of one folder."""

    submitters: tuple[Person, ...]
    at: str | None
    """When it was handed in: UTC, ISO 8601."""


def is_metadata(path: Path, labs: frozenset[str]) -> bool:
    """Whether it is a download's own list: at the root, or below folders of downloads and of labs only."""
    *folders, name = path
    return name == METADATA and all(
        _EXPORT.fullmatch(folder) or lab_of_folder(folder, labs) for folder in folders
    )


def submissions(raw: bytes, path: str) -> dict[str, Submission]:
    """Read the metadata: what each folder is; ``CourseError`` where it isn't Gradescope's."""
    if len(raw) > MAX_METADATA:
        raise CourseError(f"{path}: larger than {MAX_METADATA >> 20} MB; not Gradescope's")
    try:
        found = records(raw, frozenset({_SUBMITTERS, _CREATED_AT}))
    except NotYaml as error:
        raise CourseError(
            f"{path}: can't be read ({whole_characters(str(error))}); download it again"
        ) from error
    if not any(_SUBMITTERS in record for record in found.values()):
        raise CourseError(f"{path}: names no submitters; give the download as Gradescope made it")
    return {folder: _submission(record, f"{path}, {folder}") for folder, record in found.items()}


def _submission(record: Record, where: str) -> Submission:
    listed = record.get(_SUBMITTERS)
    people = listed if isinstance(listed, list) else []
    if len(people) > _MOST_SUBMITTERS:
        raise CourseError(f"{where}: more than {_MOST_SUBMITTERS} submitters; not Gradescope's")
    told = [Person(*(_text(one, key) for key in (":sid", ":email", ":name"))) for one in people]
    at = record.get(_CREATED_AT)
    if isinstance(at, dict):  # Ruby on Rails writes a time with its zone as an object
        at = at.get("utc")
    return Submission(tuple(one for one in told if any(one)), utc(at) if isinstance(at, str) else None)


def _text(person: Value, key: str) -> str:
    value = person.get(key) if isinstance(person, dict) else None
    return unicodedata.normalize("NFC", whole_characters(value)).strip() if isinstance(value, str) else ""


class Downloads:
    """All downloads of a run, and the ids of those who handed in."""

    def __init__(self, found: Mapping[Path, Mapping[str, Submission]]) -> None:
        """Take each download's folder and what its metadata says."""
        self._found = found
        people = [person for _, _, person in self._everybody()]
        self._sids = {person.sid.lower() for person in people if person.sid}
        addresses = {person.email.lower() for person in people if person.email and not person.sid}
        self._locals = Counter(_local(address) for address in addresses)
        self._names = Counter(
            (download, person.name)
            for download, _, person in self._everybody()
            if not (person.sid or person.email)
        )

    def _everybody(self) -> Iterator[tuple[Path, str, Person]]:
        for download, folders in self._found.items():
            for folder, submission in folders.items():
                for person in submission.submitters:
                    yield download, folder, person

    def owners(self, path: Path, labs: frozenset[str]) -> tuple[Owner, ...] | None:
        """Return whose a file is, a group's members all; None for what lies in no download.

        A folder that the metadata doesn't name is its own owner, so that it isn't lost without a word.
        """
        download = max(
            (one for one in self._found if path[: len(one)] == one and len(path) > len(one)),
            key=len,
            default=None,
        )
        if download is None:
            return None
        folder = path[len(download)]
        lab = first_lab(path[:-1], labs)
        submission = self._found[download].get(folder, Submission((), None))
        together = folder if len(submission.submitters) > 1 else ""
        return tuple(
            Owner(
                self._id(download, folder, person),
                lab,
                at=submission.at,
                called=tuple(filter(None, person)),
                together=together,
            )
            for person in submission.submitters
        ) or (Owner(folder, lab, at=submission.at),)

    def _id(self, download: Path, folder: str, person: Person) -> str:
        """The student number, else what stands before the @ of the address, else the name: where that is one person's.

        An address of which another person has the beginning stays whole; of two who share a name and have nothing else
        each bears the submission's folder too.
        """
        if person.sid:
            return person.sid
        if person.email:
            local = person.email.partition("@")[0]
            shared = self._locals[local.lower()] > 1 or local.lower() in self._sids
            return person.email if shared or not local else local
        return person.name if self._names[download, person.name] == 1 else f"{person.name}_{folder}"


def _local(address: str) -> str:
    return address.partition("@")[0]
