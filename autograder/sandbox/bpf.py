"""The few words of classic BPF that a filter of system calls is written in."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping

Rule = tuple[int, int, int, int]
"""Operation, jump where it holds, jump where it doesn't, value."""
Calls = Mapping[str, tuple[int | None, int | None]]
"""Numbers of system calls on x86_64 (column 0) and aarch64 (column 1); None where there is no such call."""

LOAD = 0x20  # BPF_LD | BPF_W | BPF_ABS
EQUAL = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
AT_LEAST = 0x35  # BPF_JMP | BPF_JGE | BPF_K
ANY_BIT = 0x45  # BPF_JMP | BPF_JSET | BPF_K
MASK = 0x54  # BPF_ALU | BPF_AND | BPF_K
RETURN = 0x06  # BPF_RET | BPF_K

ALLOW = 0x7FFF0000
KILL = 0x80000000
REFUSE = 0x00050001  # errno EPERM
NOT_A_TERMINAL = 0x00050019  # errno ENOTTY
UNKNOWN = 0x00050026  # errno ENOSYS: the C library falls back
NO_FAMILY = 0x00050061  # errno EAFNOSUPPORT

NUMBER, ARCHITECTURE, FIRST, SECOND, THIRD = 0, 4, 16, 24, 32  # offsets in struct seccomp_data, low words


def returned(calls: Calls, column: int, answer: int) -> list[Rule]:
    """One answer for each of these calls, whatever their arguments."""
    numbers = [both[column] for both in calls.values()]
    return [
        rule
        for number in numbers
        if number is not None
        for rule in ((EQUAL, 0, 1, number), (RETURN, 0, 0, answer))
    ]


def only(call: tuple[int, int], column: int, word: int, values: Iterable[int], otherwise: int) -> list[Rule]:
    """Allow a call where the argument at ``word`` is one of the values."""
    values = list(values)
    return [
        (EQUAL, 0, len(values) + 3, call[column]), (LOAD, 0, 0, word),
        *((EQUAL, len(values) - index, 0, value) for index, value in enumerate(values)),
        (RETURN, 0, 0, otherwise), (RETURN, 0, 0, ALLOW),
    ]  # fmt: skip


def packed(rules: Iterable[Rule]) -> bytes:
    """As the kernel takes it."""
    return b"".join(struct.pack("=HBBI", *rule) for rule in rules)
