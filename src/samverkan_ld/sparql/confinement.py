"""What a query worker may not do: open network sockets, outlive its keeper, take all memory.

Set by the process for itself, through the system's own calls: seccomp
(https://www.kernel.org/doc/html/latest/userspace-api/seccomp_filter.html) needs no privilege once
no_new_privs is set, and children inherit it.
"""

import ctypes
import errno
import os
import platform
import resource
import signal
import socket
import sys
from pathlib import Path
from typing import Final, NamedTuple

NICE: Final = 5
"""How far queries stand back for the server: by so much their niceness is raised."""

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_NO_NEW_PRIVS: Final = 38
_PR_SET_SECCOMP: Final = 22
_SECCOMP_MODE_FILTER: Final = 2

_LOAD: Final = 0x20  # BPF_LD | BPF_W | BPF_ABS
_EQUAL: Final = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
_RETURN: Final = 0x06  # BPF_RET | BPF_K
_ALLOW: Final = 0x7FFF0000
_REFUSE: Final = 0x00050000 | errno.EACCES
_KILL: Final = 0x80000000

# offsets in struct seccomp_data
_NUMBER: Final = 0
_ARCHITECTURE: Final = 4
_FIRST_ARGUMENT: Final = 16


class _Calls(NamedTuple):
    """What a processor architecture calls itself, and the numbers of its system calls."""

    audit: int
    socket: int
    io_uring_setup: int


_ARCHITECTURES: Final = {
    "x86_64": _Calls(0xC000003E, 41, 425),
    "aarch64": _Calls(0xC00000B7, 198, 425),
}
_DATA: Final = 5
_X32: Final = 0x40000000


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("if_true", ctypes.c_uint8),
        ("if_false", ctypes.c_uint8),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("start", ctypes.POINTER(_Instruction)))


def deny_network() -> None:
    """Let this process open no sockets but those of the machine itself (AF_UNIX), and try it.

    Call it while there is one thread: the filter is set for the calling one and its children.

    Raises:
        OSError: the system offers no such filter, or it does not work.
    """
    calls = _ARCHITECTURES.get(platform.machine())
    if not sys.platform.startswith("linux") or calls is None:
        raise OSError(errno.ENOSYS, "no filter is known for this system")
    _set(_PR_SET_NO_NEW_PRIVS, 1)
    steps = (_Instruction * 11)(*(_Instruction(*step) for step in _filter(calls)))
    program = _Program(len(steps), steps)
    _set(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program))
    _try()


def _filter(calls: _Calls) -> tuple[tuple[int, int, int, int], ...]:
    """Write the filter: each step is a code, two distances to jump, and a value."""
    return (
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, calls.audit),
        (_RETURN, 0, 0, _KILL),  # a call of another architecture has other numbers
        (_LOAD, 0, 0, _NUMBER),
        (_EQUAL, 5, 0, calls.io_uring_setup),  # it would open sockets by another way
        (_EQUAL, 4, 0, calls.socket | _X32),
        (_EQUAL, 0, 2, calls.socket),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_EQUAL, 0, 1, socket.AF_UNIX),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    )


def _try() -> None:
    try:
        socket.socket(socket.AF_INET).close()
    except PermissionError:
        return
    raise OSError(errno.ENOSYS, "the filter has no effect")


def die_with(parent: int) -> None:
    """Have the kernel end this process when its parent ends; at once, if that has happened."""
    if sys.platform.startswith("linux"):
        _set(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit(1)


def limit_memory(size: int) -> None:
    """Let this process take `size` bytes more than it has, and write no core when it fails.

    Counted is what it can write to (RLIMIT_DATA): the address space as a whole (RLIMIT_AS) holds
    what allocators reserve for each thread and never use.
    """
    pages = int(Path("/proc/self/statm").read_text().split()[_DATA])
    most = pages * os.sysconf("SC_PAGE_SIZE") + size
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _set(option: int, *values: object) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    padded = [*values, 0, 0, 0, 0][:4]
    arguments = [ctypes.c_ulong(v) if isinstance(v, int) else v for v in padded]
    if library.prctl(ctypes.c_int(option), *arguments):
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
