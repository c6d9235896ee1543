"""Records in a YAML file that a stranger may have written: what is asked for, and nothing else, is built.

The parser's events are read one by one. Tags make nothing (``!ruby/object`` is a mapping like any other), an alias is
the same value once more and never a copy, what nobody asked for is passed over, and nothing here calls itself: so
neither aliases nor size nor depth can cost more than reading the file once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import yaml

Value: TypeAlias = str | list["Value"] | dict[str, "Value"] | None
Record = dict[str, Value]

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
# libyaml's parser, where PyYAML was built with it; the other takes the same and is twenty times slower.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class NotYaml(Exception):
    """Why the file can't be read, in a line."""


def records(raw: bytes, wanted: frozenset[str]) -> dict[str, Record]:
    """Return the wanted fields of every record of the outermost mapping; scalars are text, whatever they look like."""
    builder = _Builder(wanted)
    try:
        for event in yaml.parse(raw, Loader=_LOADER):
            builder.take(event)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise NotYaml(" ".join(str(error).split())[:200]) from error
    return {key: value for key, value in builder.root.items() if isinstance(value, dict)}


@dataclass
class _Open:
    """A collection whose end has not come yet."""

    into: list[Value] | Record | None
    """None where nobody asked for it."""
    wanted: frozenset[str] | None = None
    """Keys that are kept; None for all."""
    key: str | None = None
    """Of a mapping, once it has come."""


class _Builder:
    """Puts the values together as they come."""

    def __init__(self, wanted: frozenset[str]) -> None:
        self.root: Record = {}
        self._wanted = wanted
        self._open: list[_Open] = []
        self._anchors: dict[str, Value] = {}

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._put(self._anchors.get(event.anchor))
        elif isinstance(event, yaml.ScalarEvent):
            plain = event.implicit[0] and event.style in {None, ""}
            self._named(event, None if plain and event.value in _NULL else event.value)
        elif isinstance(event, yaml.MappingStartEvent):
            self._begin(event, self.root if not self._open else {})
        elif isinstance(event, yaml.SequenceStartEvent):
            self._begin(event, [])
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()

    def _begin(self, event: yaml.Event, fresh: list[Value] | Record) -> None:
        into = fresh if self._keeps() else None
        self._named(event, into)
        self._open.append(_Open(into, self._wanted if len(self._open) == 1 else None))

    def _keeps(self) -> bool:
        """Whether what comes now is asked for."""
        if not self._open:
            return True
        inner = self._open[-1]
        if not isinstance(inner.into, dict):
            return inner.into is not None
        return inner.key is not None and (inner.wanted is None or inner.key in inner.wanted)

    def _named(self, event: yaml.Event, value: Value) -> None:
        if event.anchor is not None:
            self._anchors[event.anchor] = value
        self._put(value)

    def _put(self, value: Value) -> None:
        if not self._open:
            return
        inner = self._open[-1]
        if isinstance(inner.into, list):
            inner.into.append(value)
        elif isinstance(inner.into, dict):
            if inner.key is None:
                inner.key = value if isinstance(value, str) else ""
            else:
                if self._keeps():
                    inner.into[inner.key] = value
                inner.key = None
