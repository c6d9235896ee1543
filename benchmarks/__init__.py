"""Measurements, run by hand: speed of a class, and the rounding envelopes that tolerances rest on."""
