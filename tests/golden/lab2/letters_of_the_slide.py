# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
# 线性衰减, 参数名用讲义里的符号
def linear_decay(k, epsilon_0=0.3, epsilon_t=0.003, T=20):
    if k >= T:
        return epsilon_t
    alpha = k / T
    return (1 - alpha) * epsilon_0 + alpha * epsilon_t
def exponential_decay(k, epsilon_0=0.3, d=0.96, n=5):
    return epsilon_0 * d ** (k // n)
