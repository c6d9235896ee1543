# expect: lab2.linear passed; lab2.exponential not_found | schedule numpy
# 线性衰减
e0 = 0.3
tau = 20
et = 0.01 * e0

for k in range(50):
    alpha = min(k / tau, 1.0)
    eps_k = (1 - alpha) * e0 + alpha * et
    print("第%d步 学习率 %.6f" % (k, eps_k))
