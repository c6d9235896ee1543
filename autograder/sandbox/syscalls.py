"""System calls the sandbox refuses, as a seccomp filter (classic BPF) for bubblewrap.

Namespaces and missing capabilities already stop most of these; the filter is the second wall, and the only
one for three things that namespaces leave open: calls of the child that change process 1 (limits,
scheduling), keyrings, which outlive a job, and sockets to the hypervisor, which no network namespace holds.
"""

from __future__ import annotations

import platform
import struct
from typing import NamedTuple

_LOAD = 0x20  # BPF_LD | BPF_W | BPF_ABS
_EQUAL = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
_AT_LEAST = 0x35  # BPF_JMP | BPF_JGE | BPF_K
_ANY_BIT = 0x45  # BPF_JMP | BPF_JSET | BPF_K
_RETURN = 0x06  # BPF_RET | BPF_K

_ALLOW = 0x7FFF0000
_KILL = 0x80000000
_REFUSE = 0x00050001  # errno EPERM
_UNKNOWN = 0x00050026  # errno ENOSYS: the C library falls back
_NO_FAMILY = 0x00050061  # errno EAFNOSUPPORT

_NUMBER, _ARCHITECTURE, _FIRST, _SECOND = 0, 4, 16, 24  # offsets in struct seccomp_data, low words
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


def filter_program(machine: str | None = None) -> bytes | None:
    """The filter for this machine's processor, or None for one whose call numbers are not listed here."""
    known = _MACHINES.get(machine or platform.machine())
    if known is None:
        return None
    column = known.column
    rules = [
        (_LOAD, 0, 0, _ARCHITECTURE), (_EQUAL, 1, 0, known.audit), (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER), (_AT_LEAST, 0, 1, _X32), (_RETURN, 0, 0, _UNKNOWN),
    ]  # fmt: skip
    for numbers in _ESCAPES.values():
        rules += [(_EQUAL, 0, 1, numbers[column]), (_RETURN, 0, 0, _KILL)]
    for numbers in _REFUSED.values():
        rules += [(_EQUAL, 0, 1, numbers[column]), (_RETURN, 0, 0, _REFUSE)]
    for numbers in _NOT_PROCESS_1.values():
        rules += [
            (_EQUAL, 0, 4, numbers[column]), (_LOAD, 0, 0, _FIRST),
            (_EQUAL, 0, 1, 1), (_RETURN, 0, 0, _REFUSE), (_RETURN, 0, 0, _ALLOW),
        ]  # fmt: skip
    rules += [
        # Priorities: only one's own (which 0, who 0); by user or group they would reach process 1.
        (_EQUAL, 0, 6, _SETPRIORITY[column]), (_LOAD, 0, 0, _FIRST), (_EQUAL, 0, 3, 0),
        (_LOAD, 0, 0, _SECOND), (_EQUAL, 0, 1, 0), (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE),
        (_EQUAL, 0, 1, _CLONE3[column]), (_RETURN, 0, 0, _UNKNOWN),  # its flags can't be looked at
        (_EQUAL, 0, 4, _CLONE[column]), (_LOAD, 0, 0, _FIRST),
        (_ANY_BIT, 0, 1, _NEW_NAMESPACES), (_RETURN, 0, 0, _REFUSE), (_RETURN, 0, 0, _ALLOW),
        (_EQUAL, 0, len(_FAMILIES) + 2, _SOCKET[column]), (_LOAD, 0, 0, _FIRST),
        *((_EQUAL, len(_FAMILIES) - index, 0, family) for index, family in enumerate(_FAMILIES)),
        (_RETURN, 0, 0, _NO_FAMILY), (_RETURN, 0, 0, _ALLOW),
    ]  # fmt: skip
    return b"".join(struct.pack("=HBBI", *rule) for rule in rules)
