# expect: lab1.method3 failed coordinates-in-turn | observed numpy
# 一元线性回归
x_data = [1.0, 2.0, 3.0, 4.0, 5.0]
y_data = [3.1, 4.9, 7.2, 9.1, 10.8]
w = 0.0
b = 0.0
lr = 0.02

def cost(w, b):
    total = 0
    for x, y in zip(x_data, y_data):
        total += (w * x + b - y) ** 2
    return total / len(x_data)

for i in range(3000):
    dw = sum(2 * (w * x + b - y) * x for x, y in zip(x_data, y_data)) / 5
    w = w - lr * dw
    db = sum(2 * (w * x + b - y) for x, y in zip(x_data, y_data)) / 5
    b = b - lr * db
    if i % 300 == 0:
        print("第%d步 代价 %f" % (i, cost(w, b)))
print(w, b)
