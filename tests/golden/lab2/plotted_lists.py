# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
import matplotlib.pyplot as plt

x = list(range(50))
y1 = [0.3 - (0.3 - 0.003) * k / 20 if k < 20 else 0.003 for k in x]
y2 = [0.3 * 0.96 ** (k // 5) for k in x]
plt.plot(x, y1)
plt.plot(x, y2)
plt.show()
