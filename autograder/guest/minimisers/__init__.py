"""Methods beyond the gradient, and early stopping: finding the code, calling it, reading what it gives back."""
