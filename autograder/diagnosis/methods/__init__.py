"""Methods beyond the gradient: which one the student's steps follow, and which mistake explains where they don't."""
