# expect: lab2.linear failed wrong-hyperparameter; lab2.exponential not_found | schedule numpy
def linear_decay(k):
    tau = 25
    if k > tau:
        return 0.003
    return (1 - k / tau) * 0.3 + k / tau * 0.003
