"""Errors shown to people, and the one place where exit codes are decided.

    AutograderError            2   usage
      SubmissionUnreadable     2   the file can't be read as a submission
      CourseError              2   course, lab or folder is not what was said
      SandboxUnavailable       3   this machine can't isolate student code
      DeviceUnavailable        3   this machine has no device of the kind that was asked for
      ClusterFault             3   scheduler or workers of a cluster don't do what they should; nothing recorded is lost
      StorageFault             3   disk or database doesn't take or give what it should; nothing recorded is lost
      GraderFault              3   a fault of ours

``check``: 3 any fault of ours; else 2; else 1 any part not passed; else 0.
``exercises --verify``: 3 any fault of ours; else 1 anything not proved; else 0.
``grade``: 0 every submission has its record; 3 a fault of ours; 2 usage. 130 interrupted.
"""

from __future__ import annotations

EXIT_OK = 0
EXIT_NOT_PASSED = 1
EXIT_USAGE = 2
EXIT_FAULT = 3
EXIT_INTERRUPTED = 130


class AutograderError(Exception):
    """A known error: one line that names the thing, the place and the fix."""

    exit_code = EXIT_USAGE


class SubmissionUnreadable(AutograderError):
    """The file can't be read as a submission."""


class CourseError(AutograderError):
    """A course file, a lab or a folder of submissions is not what was said."""


class SandboxUnavailable(AutograderError):
    """This machine can't isolate student code as asked."""

    exit_code = EXIT_FAULT


class DeviceUnavailable(AutograderError):
    """This machine can't lend student code the device that was asked for."""

    exit_code = EXIT_FAULT


class StorageFault(AutograderError):
    """Disk or database failed: what is recorded stays, and the same command goes on from there."""

    exit_code = EXIT_FAULT


class ClusterFault(AutograderError):
    """The cluster failed, or isn't one that may judge: what is recorded stays."""

    exit_code = EXIT_FAULT


class GraderFault(AutograderError):
    """Something of ours failed; never the student's fault."""

    exit_code = EXIT_FAULT
