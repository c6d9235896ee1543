"""What is fed to student code: designed gradients, hyperparameters, training tasks."""
