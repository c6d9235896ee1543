# expect: lab2.linear failed decay-not-stopped; lab2.exponential passed | schedule numpy


def decay(step, method="linear", start_lr=0.3, stable_lr=0.003, decay_steps=20, rate=0.96, interval=5):
    if method == "linear":
        alpha = step / decay_steps
        return (1 - alpha) * start_lr + alpha * stable_lr
    if method == "exponential":
        return start_lr * rate ** (step / interval)
