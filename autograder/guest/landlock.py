"""Landlock by system call: what this process and all that it starts may still do with files, for good.

Needs no privileges. Each version of the kernel's interface (ABI) can forbid more; what a version lacks is left to the
filter of system calls.
"""

from __future__ import annotations

import ctypes
import os
import stat
from collections.abc import Iterable

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
"""The same on every processor."""
_ASK_VERSION = 1
_PATH_BENEATH = 1
_NO_NEW_PRIVS = 38

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = (1 << bit for bit in range(4))
_REMOVE, _MAKE_REGULAR, _MAKE_FIFO, _MAKE_LINK = 0b11 << 4, 0b11 << 7, 1 << 10, 1 << 12
_REFER, _TRUNCATE, _DEVICES = 1 << 13, 1 << 14, 1 << 15
_RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}
"""How many rights each ABI knows."""
_NETWORK_SINCE, _TCP = 4, 0b11
_SCOPES_SINCE, _SOCKETS_AND_SIGNALS = 6, 0b11

NAMES = _READ_DIR
"""Names in a folder and below it."""
READ = _READ_DIR | _READ_FILE | _EXECUTE
CHANGE = _READ_FILE | _WRITE_FILE | _TRUNCATE | _READ_DIR
"""Contents of what is there."""
USE = _READ_FILE | _WRITE_FILE | _TRUNCATE | _DEVICES
"""A device."""
SCRATCH = CHANGE | _REMOVE | _MAKE_REGULAR | _MAKE_FIFO | _MAKE_LINK | _REFER
_OF_A_FILE = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _DEVICES

Rule = tuple[str, int]
"""A path and what is allowed there and below."""


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def known_version() -> int:
    """Return the kernel's ABI; 0 where it has no Landlock, or where it is switched off."""
    libc = ctypes.CDLL(None, use_errno=True)
    return max(0, int(libc.syscall(_CREATE, None, ctypes.c_size_t(0), _ASK_VERSION)))


def restrict(rules: Iterable[Rule], abi: int) -> None:
    """Allow this thread and its children only what the rules say; paths that aren't there are left out."""
    handled = (1 << max(count for since, count in _RIGHTS.items() if since <= abi)) - 1
    attributes = _Ruleset(
        handled,
        _TCP if abi >= _NETWORK_SINCE else 0,
        _SOCKETS_AND_SIGNALS if abi >= _SCOPES_SINCE else 0,
    )
    libc = ctypes.CDLL(None, use_errno=True)
    size = ctypes.c_size_t(ctypes.sizeof(attributes))
    ruleset = _checked(libc.syscall(_CREATE, ctypes.byref(attributes), size, 0))
    try:
        for path, rights in rules:
            _allow(libc, ruleset, path, rights & handled)
        no_new_privileges(libc)
        _checked(libc.syscall(_RESTRICT, ruleset, 0))
    finally:
        os.close(ruleset)


def no_new_privileges(libc: ctypes.CDLL) -> None:
    """Neither Landlock nor a filter can be had without."""
    _checked(libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0))


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(place).st_mode):
            rights &= _OF_A_FILE
        beneath = _Beneath(rights, place)
        if rights:
            _checked(libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(beneath), 0))
    finally:
        os.close(place)


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"Landlock: {os.strerror(number)}")
    return result
