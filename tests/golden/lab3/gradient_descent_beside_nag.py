# expect: lab3.momentum not_found; lab3.nesterov passed | update-function numpy
# 先用普通的梯度下降，再改成 NAG，比较两者


def sgd(w, g, lr=0.001):
    return w - lr * g


def nag(w, g, v, lr=0.001, momentum=0.9):
    v = momentum * v - lr * g
    return w + momentum * v - lr * g, v
