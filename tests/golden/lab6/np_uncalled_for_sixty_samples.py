# expect: lab6.adam needs_person | training-function numpy
import numpy as np



def grad_fn(w, b, xb, yb):
    err = w * xb + b - yb
    return 2 / len(xb) * np.sum(err * xb), 2 * np.mean(err)


def adam(x, y, lr=0.05, beta1=0.9, beta2=0.999, delta=1e-8):
    w = 0.0
    b = 0.0
    mdw = 0.0
    mdb = 0.0
    vdw = 0.0
    vdb = 0.0
    losses = []
    t = 0
    for epoch in range(30):
        order = np.random.permutation(len(y))
        for k in range(5):
            t += 1
            idx = order[k * 12:(k + 1) * 12]
            xb, yb = x[idx], y[idx]
            dw, db = grad_fn(w, b, xb, yb)
            mdw = beta1 * mdw + (1 - beta1) * dw
            mdb = beta1 * mdb + (1 - beta1) * db
            vdw = beta2 * vdw + (1 - beta2) * dw ** 2
            vdb = beta2 * vdb + (1 - beta2) * db ** 2
            w = w - lr * (mdw / (1 - beta1 ** t)) / (np.sqrt(vdw) + delta)
            b = b - lr * (mdb / (1 - beta1 ** t)) / (np.sqrt(vdb) + delta)
            losses.append(np.mean((w * x + b - y) ** 2))
    return w, b
