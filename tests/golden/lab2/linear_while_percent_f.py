# expect: lab2.linear passed; lab2.exponential not_found | schedule numpy
# 线性衰减, 用 while 写
eps0, eps_tau, tau = 0.3, 0.003, 20
k = 0
while k < 50:
    alpha = k / tau
    if alpha > 1:
        alpha = 1
    eps_k = (1 - alpha) * eps0 + alpha * eps_tau
    print('step %d: lr = %f' % (k, eps_k))
    # 训练一步 ...
    k += 1
