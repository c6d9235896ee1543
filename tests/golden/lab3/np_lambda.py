# expect: lab3.momentum passed; lab3.nesterov passed | update-function numpy
momentum = lambda w, g, v, lr=0.001, mu=0.9: (w + (mu * v - lr * g), mu * v - lr * g)
nesterov = lambda w, g, v, lr=0.001, mu=0.9: (w + mu * (mu * v - lr * g) - lr * g, mu * v - lr * g)
