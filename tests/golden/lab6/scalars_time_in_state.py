# expect: lab6.adam passed | update-function numpy
import math

def adam(w, b, dw, db, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    state["t"] += 1
    t = state["t"]
    state["mw"] = beta1 * state["mw"] + (1 - beta1) * dw
    state["mb"] = beta1 * state["mb"] + (1 - beta1) * db
    state["vw"] = beta2 * state["vw"] + (1 - beta2) * dw ** 2
    state["vb"] = beta2 * state["vb"] + (1 - beta2) * db ** 2
    c1, c2 = 1 - beta1 ** t, 1 - beta2 ** t
    w -= lr * (state["mw"] / c1) / (math.sqrt(state["vw"] / c2) + eps)
    b -= lr * (state["mb"] / c1) / (math.sqrt(state["vb"] / c2) + eps)
    return w, b

st = dict(t=0, mw=0.0, mb=0.0, vw=0.0, vb=0.0)
w, b = 0.0, 0.0
for i in range(100):
    e = (w * 1.5 + b) - 4
    w, b = adam(w, b, 2 * e * 1.5, 2 * e, st)
print(w, b)
