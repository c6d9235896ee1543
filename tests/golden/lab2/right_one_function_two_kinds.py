# expect: lab2.linear passed; lab2.exponential passed | schedule numpy


def learning_rate(mode, k, eps0=0.3, eps_tau=0.003, tau=20, d=0.96, every=5):
    """两种衰减放在一个函数里 / both decays in one function."""
    if mode == "linear":
        if k >= tau:
            return eps_tau
        return (1 - k / tau) * eps0 + k / tau * eps_tau
    elif mode == "exp":
        return eps0 * d ** (k // every)
    raise ValueError(mode)


for k in range(0, 50, 10):
    print(learning_rate("linear", k), learning_rate("exp", k))
