# expect: lab1.method3 failed coordinates-in-turn | observed numpy
import random

class LinReg:
    def __init__(self):
        self.w, self.b = 0.0, 0.0

    def predict(self, x):
        return self.w * x + self.b

    def dw(self, batch):
        return sum(2 * (self.predict(x) - y) * x for x, y in batch) / len(batch)

    def db(self, batch):
        return sum(2 * (self.predict(x) - y) for x, y in batch) / len(batch)

    def fit(self, data, lr=0.05, epochs=60, size=5):
        for epoch in range(epochs):
            random.shuffle(data)
            for i in range(0, len(data), size):
                batch = data[i:i + size]
                self.w -= lr * self.dw(batch)
                self.b -= lr * self.db(batch)
        return self

random.seed(0)
data = [(i / 10, 3 * i / 10 + 1) for i in range(20)]
m = LinReg().fit(data)
print(m.w, m.b)
