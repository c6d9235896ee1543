"""System calls the sandbox refuses, as a seccomp filter (classic BPF).

Namespaces and missing capabilities already stop most of these; the filter is the second wall, and the only
one for three things that namespaces leave open: calls of the child that change process 1 (limits,
scheduling), keyrings, which outlive a job, and sockets to the hypervisor, which no network namespace holds.
"""

from __future__ import annotations

import platform
from collections.abc import Callable
from typing import NamedTuple

from autograder.sandbox.bpf import (
    ALLOW,
    ANY_BIT,
    ARCHITECTURE,
    AT_LEAST,
    EQUAL,
    FIRST,
    KILL,
    LOAD,
    NO_FAMILY,
    NUMBER,
    REFUSE,
    RETURN,
    SECOND,
    UNKNOWN,
    Rule,
    packed,
    returned,
)  # fmt: skip

_NEW_NAMESPACES = 0x7E020000  # CLONE_NEW* of clone
_FAMILIES = (1, 2, 10, 16)  # unix, IPv4, IPv6, netlink
_X32 = 0x40000000  # a second way to every call of x86_64


class _Machine(NamedTuple):
    audit: int
    column: int


_MACHINES = {"x86_64": _Machine(0xC000003E, 0), "aarch64": _Machine(0xC00000B7, 1)}

# No honest submission comes near these: the child is killed and the record says blocked.
_ESCAPES = {
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51),
    "move_mount": (429, 429), "open_tree": (428, 428), "fsopen": (430, 430), "fsmount": (432, 432),
    "fsconfig": (431, 431), "fspick": (433, 433), "mount_setattr": (442, 442), "setns": (308, 268),
    "unshare": (272, 97), "ptrace": (101, 117), "process_vm_writev": (311, 271), "bpf": (321, 280),
    "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106),
    "kexec_load": (246, 104), "kexec_file_load": (320, 294), "reboot": (169, 142),
    "open_by_handle_at": (304, 265), "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
}  # fmt: skip
# Libraries may try these and go on without.
_REFUSED = {
    "userfaultfd": (323, 282), "perf_event_open": (298, 241), "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426), "io_uring_register": (427, 427), "mq_open": (240, 180),
    "fanotify_init": (300, 262), "quotactl": (179, 60), "quotactl_fd": (443, 443), "acct": (163, 89),
    "swapon": (167, 224), "swapoff": (168, 225), "syslog": (103, 116), "kcmp": (312, 272),
    "pidfd_getfd": (438, 438), "clock_settime": (227, 112), "clock_adjtime": (305, 266),
    "settimeofday": (164, 170), "adjtimex": (159, 171), "sethostname": (170, 161),
    "setdomainname": (171, 162), "vhangup": (153, 58), "ioprio_set": (251, 30),
}  # fmt: skip
# Their first argument is a process: not process 1.
_NOT_PROCESS_1 = {
    "prlimit64": (302, 261), "sched_setaffinity": (203, 122), "sched_setscheduler": (144, 119),
    "sched_setparam": (142, 118), "sched_setattr": (314, 274),
}  # fmt: skip
_SETPRIORITY, _CLONE, _CLONE3, _SOCKET = (141, 140), (56, 220), (435, 435), (41, 198)


def filter_program(
    machine: str | None = None, further: Callable[[int], list[Rule]] = lambda _: []
) -> bytes | None:
    """The filter for this machine's processor, or None for one whose call numbers are not listed here.

    ``further`` gives rules that come before these, for a column of ``Calls``.
    """
    known = _MACHINES.get(machine or platform.machine())
    if known is None:
        return None
    column = known.column
    rules: list[Rule] = [
        (LOAD, 0, 0, ARCHITECTURE), (EQUAL, 1, 0, known.audit), (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, NUMBER), (AT_LEAST, 0, 1, _X32), (RETURN, 0, 0, UNKNOWN),
        *further(column), *returned(_ESCAPES, column, KILL), *returned(_REFUSED, column, REFUSE),
    ]  # fmt: skip
    for numbers in _NOT_PROCESS_1.values():
        rules += [
            (EQUAL, 0, 4, numbers[column]), (LOAD, 0, 0, FIRST),
            (EQUAL, 0, 1, 1), (RETURN, 0, 0, REFUSE), (RETURN, 0, 0, ALLOW),
        ]  # fmt: skip
    rules += [
        # Priorities: only one's own (which 0, who 0); by user or group they would reach process 1.
        (EQUAL, 0, 6, _SETPRIORITY[column]), (LOAD, 0, 0, FIRST), (EQUAL, 0, 3, 0),
        (LOAD, 0, 0, SECOND), (EQUAL, 0, 1, 0), (RETURN, 0, 0, ALLOW), (RETURN, 0, 0, REFUSE),
        (EQUAL, 0, 1, _CLONE3[column]), (RETURN, 0, 0, UNKNOWN),  # its flags can't be looked at
        (EQUAL, 0, 4, _CLONE[column]), (LOAD, 0, 0, FIRST),
        (ANY_BIT, 0, 1, _NEW_NAMESPACES), (RETURN, 0, 0, REFUSE), (RETURN, 0, 0, ALLOW),
        (EQUAL, 0, len(_FAMILIES) + 2, _SOCKET[column]), (LOAD, 0, 0, FIRST),
        *((EQUAL, len(_FAMILIES) - index, 0, family) for index, family in enumerate(_FAMILIES)),
        (RETURN, 0, 0, NO_FAMILY), (RETURN, 0, 0, ALLOW),
    ]  # fmt: skip
    return packed(rules)
