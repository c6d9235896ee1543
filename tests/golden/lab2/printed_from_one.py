# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
# steps are counted from 1, once by the formula and once only in what is shown
for k in range(1, 41):
    print(k, 0.3 - 0.297 * min(k, 20) / 20)
for k in range(40):
    print(k + 1, 0.3 * 0.96 ** (k // 5))
