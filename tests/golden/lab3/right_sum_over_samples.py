# expect: lab3.momentum passed | update-function numpy


def momentum_step(w, b, dw, db, vw, vb, m, lr=0.01, alpha=0.9):
    """dw 和 db 是 m 个样本的梯度之和。"""
    vw = alpha * vw - lr * dw / m
    vb = alpha * vb - lr * db / m
    return w + vw, b + vb, vw, vb
