"""The gradebook: every attempt and every decision, kept for ever; what counts now is derived."""
