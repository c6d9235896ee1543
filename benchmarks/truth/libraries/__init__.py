"""Every optimizer that PyTorch, Keras, TensorFlow 1 and optax ship, driven on a part's gradients and identified."""
