# expect: lab4.adagrad passed | observed numpy
import numpy as np

np.random.seed(43)
x = np.random.normal(size=60)
y = 2.0 * x - 1.0


def main():
    LEARNING_RATE = 0.1
    EPSILON = 1e-7
    w = 0.0
    b = 0.0
    total = {'w': 0.0, 'b': 0.0}
    t = 0
    for epoch in range(4):
        for j in range(len(y)):
            t += 1
            xb, yb = x[j:j + 1], y[j:j + 1]
            err = w * xb + b - yb
            dw = 2 * np.mean(err * xb)
            db = 2 * np.mean(err)
            total['w'] += dw * dw
            w -= LEARNING_RATE / np.sqrt(total['w'] + EPSILON) * dw
            total['b'] += db * db
            b -= LEARNING_RATE / np.sqrt(total['b'] + EPSILON) * db
    print(w, b)


if __name__ == '__main__':
    main()
