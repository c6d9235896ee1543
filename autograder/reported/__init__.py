"""What a student reports about trainings: losses, numbers of steps and which method is faster, in whatever words."""
