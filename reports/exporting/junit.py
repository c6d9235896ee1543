"""JUnit XML, for whatever shows test results: a suite per submission, a case per part; what is open is skipped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from autograder.record import NULL_STATUSES, Grade
from reports.exporting.results import Export, Item, Results, items, plain
from reports.inert import one_line

NAME = "junit.xml"
_WRONG = frozenset({"judged", "not_started", "not_found"})
"""Statuses that are a failed test; the others that aren't open stopped, which is an error."""
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(results: Results) -> Export:
    """Return the XML."""
    root = ET.Element("testsuites", name="optimizer-autograder")
    for grade in results.grades:
        root.append(_suite(grade, list(items(grade, results.labs[grade.lab], results.language))))
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    ET.indent(root)
    return Export({NAME: ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"})


def _suite(grade: Grade, found: Sequence[Item]) -> ET.Element:
    suite = ET.Element("testsuite")
    student = _text(one_line(grade.student or grade.submission.name))
    properties = ET.SubElement(suite, "properties")
    known = {
        "student": student,
        "points": plain(grade.points),
        "max_points": plain(grade.max_points),
        "sha256": grade.submission.sha256,
    }
    for name, value in known.items():
        if value:
            ET.SubElement(properties, "property", name=name, value=value)
    kinds = [kind for kind in (_case(suite, item, f"{grade.lab}.{student}") for item in found) if kind]
    suite.attrib |= {
        "name": f"{grade.lab} {student}",
        "tests": str(len(found)),
        "failures": str(kinds.count("failure")),
        "errors": str(kinds.count("error")),
        "skipped": str(kinds.count("skipped")),
        "time": f"{grade.usage.wall_s:.3f}",
    }
    return suite


def _case(suite: ET.Element, item: Item, classname: str) -> str:
    """Add a part's case; return what it is if not passed."""
    case = ET.SubElement(suite, "testcase", name=item.id, classname=classname)
    if item.status in NULL_STATUSES:
        kind = "skipped"
    elif item.passed:
        return ""
    else:
        kind = "failure" if item.status in _WRONG else "error"
    message = _text(item.message)
    outcome = ET.SubElement(case, kind, type=item.status, message=message.partition("\n")[0])
    outcome.text = f"{plain(item.points) or '-'} / {plain(item.max_points)}\n{message}"
    return kind


def _text(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
