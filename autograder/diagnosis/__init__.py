"""Which rule a recorded path follows: the right one in an accepted form, a named mistake, or honestly unknown."""
