"""Other graders, each in an environment of its own, on the same class as ours."""
