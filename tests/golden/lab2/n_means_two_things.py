# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
a, b, n = 0.3, 0.003, 20
for k in range(45):
    print(b if k > n else (1 - k / n) * a + k / n * b)
print()
print("---")
rate, times = 0.96, 5
lr = a
for k in range(45):
    lr = lr * rate if k % times == 0 and k > 0 else lr
    print(lr)
