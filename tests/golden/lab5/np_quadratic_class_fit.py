# expect: lab5.rmsprop passed | observed numpy
import numpy as np

np.random.seed(49)
A = np.array([[3.0, 0.5], [0.5, 1.0]])
c = np.array([1.0, -2.0])


def gradient_of(x):
    return A @ x - c


class Model:
    def fit(self, eta=0.02, rho=0.9, epsilon=1e-8):
        self.x = np.array([2.0, 2.0])
        self.square_avg = np.zeros_like(self.x)
        t = 0
        while True:
            t += 1
            g = gradient_of(self.x)
            if t > 200 or np.sum(g ** 2) < 1e-14:
                break
            self.square_avg = rho * self.square_avg + (1 - rho) * g * g
            self.x -= eta * g / (np.sqrt(self.square_avg) + epsilon)
        return self


model = Model().fit()
print(model.x)
