# expect: lab2.linear not_found; lab2.exponential passed | schedule numpy
# 每 5 步乘一次 0.96（在第 4、9、14 … 步变化，和课件的例子一致）
lr = 0.3
decay_rate = 0.96
decay_times = 5
for i in range(50):
    if i % decay_times == decay_times - 1:
        lr = lr * decay_rate
    print(lr)
