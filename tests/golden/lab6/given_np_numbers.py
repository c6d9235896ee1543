# expect: lab6.adam passed | training-function numpy
def train(x, y, alpha, beta1, beta2, iterations):
    w = 0.0
    b = 0.0
    mw = vw = mb = vb = 0.0
    n = len(x)
    for i in range(1, iterations + 1):
        dw = db = 0.0
        for xi, yi in zip(x, y):
            e = w * xi + b - yi
            dw += 2 * e * xi / n
            db += 2 * e / n
        mw = beta1 * mw + (1 - beta1) * dw
        mb = beta1 * mb + (1 - beta1) * db
        vw = beta2 * vw + (1 - beta2) * dw ** 2
        vb = beta2 * vb + (1 - beta2) * db ** 2
        c1 = 1 - beta1 ** i
        c2 = 1 - beta2 ** i
        w -= alpha * (mw / c1) / ((vw / c2) ** 0.5 + 1e-8)
        b -= alpha * (mb / c1) / ((vb / c2) ** 0.5 + 1e-8)
    return w, b
