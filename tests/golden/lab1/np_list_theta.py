# expect: lab1.method3 passed | observed numpy
# 纯 python 列表
xs = [0.5, 1.0, 1.5, 2.0, 2.5]
ys = [1.9, 3.1, 3.9, 5.1, 6.0]
theta = [0.0, 0.0]
lr = 0.1
n = len(xs)
for it in range(800):
    g0 = sum(2 * (theta[0] + theta[1] * x - y) for x, y in zip(xs, ys)) / n
    g1 = sum(2 * (theta[0] + theta[1] * x - y) * x for x, y in zip(xs, ys)) / n
    theta[0] -= lr * g0
    theta[1] -= lr * g1
    if it % 100 == 0:
        print(it, sum((theta[0] + theta[1] * x - y) ** 2 for x, y in zip(xs, ys)) / n)
