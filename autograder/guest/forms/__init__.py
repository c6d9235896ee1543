"""One file per form of submission: how an optimizer of that form is built and stepped."""
