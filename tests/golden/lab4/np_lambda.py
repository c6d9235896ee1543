# expect: lab4.adagrad passed | update-function numpy
import numpy as np

adagrad = lambda w, g, r, lr=0.001, eps=1e-7: (w - lr * g / (np.sqrt(r + g ** 2) + eps), r + g ** 2)
