"""From the guest's messages to verdicts, points and the record; one submission, then a class."""
