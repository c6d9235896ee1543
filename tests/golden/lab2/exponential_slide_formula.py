# expect: lab2.linear not_found; lab2.exponential passed | schedule numpy
def exponential_lr(k, eps0=0.3, d=0.96):
    """幻灯片上的公式：eps_k = eps_0 * d^k"""
    return eps0 * d ** k
