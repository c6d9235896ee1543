"""Gathers what a job sends, bounded: frames become checked messages, output keeps its head."""

from __future__ import annotations

from dataclasses import dataclass, field

from autograder.protocol.arrays import ProtocolError
from autograder.protocol.messages import MAX_FRAME_BYTES, Message, decode_message
from autograder.protocol.replies import CellsMessage, DoneMessage

PROTOCOL_BYTES = 32 << 20
"""All messages of one job together."""
MAX_MESSAGES = 10_000
_TAIL_BYTES = 4096
_HEADER_BYTES = 4


@dataclass
class Messages:
    """The frames of one job, decoded as they come. After the first that is wrong nothing more is read."""

    decoded: list[Message] = field(default_factory=list)
    started: bool = False
    """The empty first frame came: what fails from there on is the student's."""
    error: str = ""
    _pending: bytearray = field(default_factory=bytearray)
    _total: int = 0

    def feed(self, data: bytes) -> None:
        """Take the next bytes of the pipe, however they were cut."""
        if self.error:
            return
        self._total += len(data)
        self._pending += data
        try:
            while (frame := self._next()) is not None:
                self._take(frame)
        except ProtocolError as error:
            self.error = str(error)
            self._pending.clear()

    @property
    def done(self) -> bool:
        """The job said itself that everything was tried, and nothing after that."""
        whole = not self.error and not self._pending
        return whole and bool(self.decoded) and isinstance(self.decoded[-1], DoneMessage)

    def _next(self) -> bytes | None:
        if self._total > PROTOCOL_BYTES:
            raise ProtocolError(f"more than {PROTOCOL_BYTES >> 20} MiB of messages")
        if len(self._pending) < _HEADER_BYTES:
            return None
        end = _HEADER_BYTES + int.from_bytes(self._pending[:_HEADER_BYTES], "big")
        if end > MAX_FRAME_BYTES:
            raise ProtocolError(f"frame of {end} bytes: at most {MAX_FRAME_BYTES}")
        if len(self._pending) < end:
            return None
        frame = bytes(self._pending[_HEADER_BYTES:end])
        del self._pending[:end]
        return frame

    def _take(self, frame: bytes) -> None:
        if not self.started:
            if frame:
                raise ProtocolError("the first frame is not empty")
            self.started = True
            return
        if self.decoded and isinstance(self.decoded[-1], DoneMessage):
            raise ProtocolError("a message after the last one")
        if len(self.decoded) == MAX_MESSAGES:
            raise ProtocolError(f"more than {MAX_MESSAGES} messages")
        message = decode_message(frame)
        _check_cells(message)
        self.decoded.append(message)


def _check_cells(message: Message) -> None:
    if isinstance(message, CellsMessage) and len({cell.index for cell in message.cells}) < len(message.cells):
        raise ProtocolError("one cell is reported twice")


@dataclass
class Output:
    """What was printed: the head up to a limit, and the last lines for finding the cause of a crash."""

    limit: int
    head: bytearray = field(default_factory=bytearray)
    tail: bytes = b""
    truncated: bool = False

    def feed(self, data: bytes) -> None:
        """Take the next bytes of the pipe."""
        room = self.limit - len(self.head)
        self.head += data[:room]
        self.truncated = self.truncated or len(data) > room
        self.tail = (self.tail + data[-_TAIL_BYTES:])[-_TAIL_BYTES:]

    @property
    def text(self) -> str:
        """The head as text."""
        return self.head.decode("utf-8", errors="replace")


@dataclass(frozen=True)
class Ended:
    """How the process of one job ended, as the operating system tells it."""

    code: int
    """Exit code; the negative number of a signal."""
    timed_out: bool
    wall_s: float
    cpu_s: float
    """0.0 where the system doesn't say."""
    peak_rss_mb: float
    """The same."""
    scratch_full: bool = False
    """Ended for the files it wrote."""
    memory_full: bool = False
    """The kernel ended some of it: all its processes together took more than its control group may have."""
