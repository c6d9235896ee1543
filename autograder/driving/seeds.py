"""Seeds of a run: reproducible for who holds the course's secret, unpredictable for everybody else.

A grading run's seed is HMAC-SHA256(secret, lab, part, raw bytes of the submission). A self-check uses a public secret.
The record carries only a commitment (a hash of the seed), never the seed.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

import numpy as np

PUBLIC_SECRET = b"self-check"


@dataclass(frozen=True)
class SeedSource:
    """Where the randomness of one submission's run comes from."""

    secret: bytes
    lab: str
    raw: bytes

    @property
    def public(self) -> bool:
        """Whether this is a self-check: the spec's public hyperparameters are given."""
        return self.secret == PUBLIC_SECRET

    def digest(self, purpose: str) -> bytes:
        """32 bytes for one purpose (a part, a design)."""
        material = b"\0".join((self.lab.encode(), purpose.encode(), b"" if self.public else self.raw))
        return hmac.new(self.secret, material, hashlib.sha256).digest()

    def generator(self, purpose: str) -> np.random.Generator:
        """Return a random generator for one purpose."""
        return np.random.default_rng(int.from_bytes(self.digest(purpose), "big"))

    def commitment(self) -> str:
        """Hash that commits to the seed without telling it."""
        return hashlib.sha256(b"commitment\0" + self.digest("run")).hexdigest()
