"""Samplers of mini-batches: finding them, calling them, and reading which rows their batches hold."""
