# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
# 一行搞定
linear = lambda i, start=0.3, stable=0.003, tau=20: stable if i >= tau else start + (stable - start) * i / tau
exponential = lambda i, start=0.3, d=0.96, n=5: start * d ** ((i + 1) // n)
