"""System calls refused on top where student code shares processes, network and file systems with everybody else.

Landlock keeps files from being read, changed, made and removed. It leaves rights, owners, times and attributes of
files to the user they belong to, says nothing of sockets but TCP's, and its older versions nothing of signals and of
cutting files short: all that is refused here, for every version.
"""

from __future__ import annotations

from autograder.sandbox.bpf import (
    ALLOW,
    EQUAL,
    FIRST,
    KILL,
    LOAD,
    MASK,
    NO_FAMILY,
    NOT_A_TERMINAL,
    REFUSE,
    RETURN,
    SECOND,
    THIRD,
    UNKNOWN,
    Calls,
    Rule,
    only,
    returned,
)  # fmt: skip
from autograder.sandbox.syscalls import filter_program

OWN_PROCESS = 0x7FFFFF0F
"""Stands in the filter for the number of the process that installs it."""

_ESCAPES = {"process_vm_readv": (310, 270)}
_REFUSED: Calls = {
    # rights, owners, times, attributes, lengths
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452), "chown": (92, None),
    "fchown": (93, 55), "lchown": (94, None), "fchownat": (260, 54), "setxattr": (188, 5), "lsetxattr": (189, 6),
    "fsetxattr": (190, 7), "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16),
    "setxattrat": (463, 463), "removexattrat": (466, 466), "file_setattr": (469, 469), "utime": (132, None),
    "utimes": (235, None), "utimensat": (280, 88), "futimesat": (261, None), "truncate": (76, 45),
    # watching others' files
    "inotify_init": (253, None), "inotify_init1": (294, 26),
    # out of the session by which a job is ended, to other processes
    "setsid": (112, 157), "setpgid": (109, 154), "tkill": (200, 130), "pidfd_open": (434, 434),
    "pidfd_send_signal": (424, 424), "process_madvise": (440, 440), "process_mrelease": (448, 448),
    "migrate_pages": (256, 238), "move_pages": (279, 239),
    # sockets, but for pairs
    "connect": (42, 203), "bind": (49, 200), "listen": (50, 201), "accept": (43, 202), "accept4": (288, 242),
    # memory, queues and semaphores that outlive a process
    "shmget": (29, 194), "shmat": (30, 196), "shmctl": (31, 195), "msgget": (68, 186), "msgsnd": (69, 189),
    "msgrcv": (70, 188), "msgctl": (71, 187), "semget": (64, 190), "semop": (65, 193), "semctl": (66, 191),
    "semtimedop": (220, 192),
}  # fmt: skip
# Their first argument is a process: 0 or one's own.
_ON_A_PROCESS = {
    "kill": (62, 129), "tgkill": (234, 131), "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240),
    "prlimit64": (302, 261), "sched_setaffinity": (203, 122), "sched_setscheduler": (144, 119),
    "sched_setparam": (142, 118), "sched_setattr": (314, 274),
}  # fmt: skip
_SOCKET, _SOCKETPAIR, _OPENAT2 = (41, 198), (53, 199), (437, 437)
_FCNTL, _IOCTL = (72, 25), (16, 29)
_NEVER = 0xFFFF
"""No such call: aarch64 has openat only."""
_OPEN, _OPENAT = (2, _NEVER), (257, 56)
# Owner and number of signals about a descriptor, leases and notices: they reach other processes.
_FCNTL_REFUSED = (8, 10, 15, 1024, 1026)
# Of terminals and pipes, asking only; close-on-exec and non-blocking.
_IOCTL_ALLOWED = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
_TYPE_MASK, _STREAM = 0xF, 1
_ACCESS, _TRUNCATE = 0o3, 0o1000


def shared_filter(machine: str | None = None) -> bytes | None:
    """The filter for a job without namespaces; None as with ``filter_program``."""
    return filter_program(machine, _rules)


def _rules(column: int) -> list[Rule]:
    rules = [*returned(_ESCAPES, column, KILL), *returned(_REFUSED, column, REFUSE)]
    for call in _ON_A_PROCESS.values():
        rules += only(call, column, FIRST, (0, OWN_PROCESS), REFUSE)
    rules += returned({"socket": _SOCKET}, column, NO_FAMILY)
    rules += returned({"openat2": _OPENAT2}, column, UNKNOWN)  # its flags can't be looked at
    rules += [
        # Datagrams may be sent to any address, with or without a connection.
        (EQUAL, 0, 5, _SOCKETPAIR[column]), (LOAD, 0, 0, SECOND), (MASK, 0, 0, _TYPE_MASK),
        (EQUAL, 1, 0, _STREAM), (RETURN, 0, 0, NO_FAMILY), (RETURN, 0, 0, ALLOW),
        (EQUAL, 0, len(_FCNTL_REFUSED) + 3, _FCNTL[column]), (LOAD, 0, 0, SECOND),
        *((EQUAL, len(_FCNTL_REFUSED) - index, 0, command) for index, command in enumerate(_FCNTL_REFUSED)),
        (RETURN, 0, 0, ALLOW), (RETURN, 0, 0, REFUSE),
    ]  # fmt: skip
    rules += only(_IOCTL, column, SECOND, _IOCTL_ALLOWED, NOT_A_TERMINAL)
    for number, flags in ((_OPEN[column], SECOND), (_OPENAT[column], THIRD)):
        # What is opened without the right to write can still be cut short, says Landlock before its third version.
        rules += [
            (EQUAL, 0, 6, number), (LOAD, 0, 0, flags), (MASK, 0, 0, _ACCESS | _TRUNCATE),
            (EQUAL, 1, 0, _TRUNCATE), (EQUAL, 0, 1, _ACCESS | _TRUNCATE), (RETURN, 0, 0, REFUSE),
            (RETURN, 0, 0, ALLOW),
        ]  # fmt: skip
    return rules
