"""From a file to a Submission: decoding, notebooks, magics, and findings that need no execution."""
