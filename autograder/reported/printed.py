"""Reported numbers that were printed: a loss per step, a number of steps, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from autograder.reported.methods import Named, mentions
from autograder.reported.numbers import Count, Entry, Losses, resolution

_NUMBER = re.compile(r"(?<![A-Za-z0-9_.])[-+]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?(?![A-Za-z0-9_])")
_GLUED = re.compile(r"(?i)(step|epoch|iter|iteration)(?=\d)")
_LOSS = re.compile(r"loss|cost|mse|error|代价|损失|误差", re.IGNORECASE)
_COUNT = re.compile(
    r"number of|steps\s*(?:to|until|needed|used|taken|[:=])|converg|reach|first below|stopped|took"
    r"|after\s+\d+\s+(?:steps|iter|epochs)|\d\s*(?:steps|iterations)|收敛|步数|次数|共|用了|需要|达到|停止",
    re.IGNORECASE,
)
_LIST = re.compile(r"[\[(]([^\[\]()]*)[\])]")
_SHORTEST_LIST = 3


@dataclass
class Lines:
    """What printed lines report, by method."""

    methods: tuple[str, ...]
    typed: Callable[[str], bool]
    named_only: bool = False
    """Only lines that name a method count."""
    current: str = ""
    """Method that lines without a name speak of."""
    columns: tuple[str, ...] = ()
    entries: dict[str, list[tuple[int | None, float, float, str]]] = field(default_factory=dict)
    lists: dict[str, list[Losses]] = field(default_factory=dict)
    counts: dict[str, list[Count]] = field(default_factory=dict)

    def read(self, lines: Iterable[str]) -> None:
        """Take the next lines."""
        for line in lines:
            self._line(_GLUED.sub(r"\1 ", line))

    def losses(self) -> dict[str, list[Losses]]:
        """Losses per method: single lines together are one list, beside the lists that were printed whole."""
        found = {method: list(each) for method, each in self.lists.items()}
        for method, rows in self.entries.items():
            entries = tuple(
                Entry(place if step is None else step, value, size)
                for place, (step, value, size, _) in enumerate(rows)
            )
            typed = all(self.typed(text) for *_, text in rows)
            found.setdefault(method, []).append(Losses(entries, typed))
        return found

    def _line(self, line: str) -> None:
        named = mentions(line, self.methods)
        numbers = list(_NUMBER.finditer(line))
        if not numbers:
            if len(named) > 1:
                self.columns = tuple(dict.fromkeys(one.method for one in named))
            elif named:
                self.current, self.columns = named[0].method, ()
            return
        if named:
            self._named(line, named, numbers)
        elif not self.named_only:
            if self.columns and self._row(numbers):
                return
            if self.current:
                self._segment(self.current, line, line)

    def _named(self, line: str, named: list[Named], numbers: list[re.Match[str]]) -> None:
        """Each name owns the numbers up to the next one; a step before the first name belongs to all."""
        before = [one for one in numbers if one.start() < named[0].start]
        prefix = f"{before[0].group()} " if before and len(numbers) > len(before) else ""
        if len(named) == 1 and before and not prefix:
            self._segment(named[0].method, line, line)  # 911 steps for GD
            return
        for one, after in zip(named, [*named[1:], None], strict=True):
            text = line[one.end : after.start if after else len(line)]
            if _NUMBER.search(text):
                self._segment(one.method, prefix + text, line)

    def _row(self, numbers: list[re.Match[str]]) -> bool:
        texts = [one.group() for one in numbers]
        if len(texts) != len(self.columns) + 1 or not texts[0].isdigit():
            return False
        for method, text in zip(self.columns, texts[1:], strict=True):
            self._loss(method, int(texts[0]), text)
        return True

    def _segment(self, method: str, text: str, line: str) -> None:
        """What one method's part of a line says; the words of the whole line count."""
        for inside in _LIST.findall(text):
            written = [one.group() for one in _NUMBER.finditer(inside)]
            if len(written) >= _SHORTEST_LIST:
                entries = tuple(Entry(i, float(one), resolution(one)) for i, one in enumerate(written))
                self.lists.setdefault(method, []).append(
                    Losses(entries, all(self.typed(one) for one in written))
                )
                return
        texts = [one.group() for one in _NUMBER.finditer(text)]
        whole = [one for one in texts if one.isdigit()]
        broken = [one for one in texts if not one.isdigit()]
        counts = bool(_COUNT.search(line)) or (len(texts) == 1 and not _LOSS.search(line))
        if whole and counts:
            self.counts.setdefault(method, []).append(Count(int(whole[0]), self.typed(whole[0])))
        elif texts[0].isdigit() and len(texts) > 1:
            self._loss(method, int(texts[0]), self._after_word(text) or (broken or texts[1:])[0])
        elif broken:
            self._loss(method, None, self._after_word(text) or broken[0])

    def _after_word(self, text: str) -> str:
        word = _LOSS.search(text)
        found = _NUMBER.search(text, word.end()) if word else None
        return found.group() if found else ""

    def _loss(self, method: str, step: int | None, text: str) -> None:
        self.entries.setdefault(method, []).append((step, float(text), resolution(text), text))
