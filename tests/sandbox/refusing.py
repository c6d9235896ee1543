"""A machine that forbids namespaces, or knows no Landlock either: a filter refuses the calls to all that follows."""

from __future__ import annotations

import ctypes
import os
import platform

from autograder.sandbox.bpf import (
    ALLOW,
    ANY_BIT,
    EQUAL,
    FIRST,
    LOAD,
    NUMBER,
    REFUSE,
    RETURN,
    UNKNOWN,
    Rule,
    packed,
)

_NEW_USER = 0x10000000
_NO_NEW_PRIVS, _SECCOMP, _FILTER = 38, 22, 2


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))


def refuse(*, landlock: bool) -> None:
    """From here on this process and its children get no namespaces, and no Landlock where that is said."""
    column = ("x86_64", "aarch64").index(platform.machine())
    unshare, clone, clone3 = ((272, 97)[column], (56, 220)[column], 435)
    rules: list[Rule] = [
        (LOAD, 0, 0, NUMBER),
        (EQUAL, 0, 1, unshare), (RETURN, 0, 0, REFUSE),
        (EQUAL, 0, 1, clone3), (RETURN, 0, 0, UNKNOWN),
    ]  # fmt: skip
    if landlock:
        rules += [(EQUAL, 0, 1, 444), (RETURN, 0, 0, UNKNOWN)]
    rules += [
        (EQUAL, 0, 3, clone), (LOAD, 0, 0, FIRST), (ANY_BIT, 0, 1, _NEW_USER), (RETURN, 0, 0, REFUSE),
        (RETURN, 0, 0, ALLOW),
    ]  # fmt: skip
    code = packed(rules)
    kept = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(rules), ctypes.addressof(kept))
    libc = ctypes.CDLL(None, use_errno=True)
    for call in ((_NO_NEW_PRIVS, 1, 0), (_SECCOMP, _FILTER, ctypes.addressof(program))):
        if libc.prctl(*map(ctypes.c_ulong, (*call, 0, 0))) != 0:
            raise OSError(ctypes.get_errno(), f"prctl {os.strerror(ctypes.get_errno())}")
