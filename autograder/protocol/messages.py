"""All messages of the guest, and the one place where their bytes are read."""

from __future__ import annotations

import msgspec

from autograder.protocol.arrays import ProtocolError
from autograder.protocol.methods import Minimised, Stopped
from autograder.protocol.observed import CalledMessage, Observation
from autograder.protocol.replies import (
    CandidatesMessage,
    CellsMessage,
    DoneMessage,
    FaultMessage,
    NoDeviceMessage,
    Rates,
    Recording,
)
from autograder.protocol.sampling import Drawn
from autograder.protocol.values import Values

MAX_FRAME_BYTES = 4 << 20

Message = (
    FaultMessage
    | NoDeviceMessage
    | CellsMessage
    | CandidatesMessage
    | Recording
    | Rates
    | Observation
    | CalledMessage
    | Values
    | Drawn
    | Minimised
    | Stopped
    | DoneMessage
)

_MESSAGES: msgspec.json.Decoder[Message] = msgspec.json.Decoder(Message)


def decode_message(frame: bytes) -> Message:
    """Check and decode one frame of the guest."""
    if len(frame) > MAX_FRAME_BYTES:
        raise ProtocolError(f"frame of {len(frame)} bytes: at most {MAX_FRAME_BYTES}")
    try:
        return _MESSAGES.decode(frame)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ProtocolError(f"not a message: {' '.join(str(error).split())[:300]}") from error
