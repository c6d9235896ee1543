"""What runs inside the sandbox beside the student's code: standard library, NumPy and the student's framework only."""
