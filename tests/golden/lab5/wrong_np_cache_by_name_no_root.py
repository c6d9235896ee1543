# expect: lab5.rmsprop failed missing-root; lab5.nesterov not_found | update-function numpy


def rmsprop(w, b, dw, db, cache, learning_rate=0.001, decay=0.9, eps=1e-6):
    cache["w"] = decay * cache["w"] + (1 - decay) * dw**2
    cache["b"] = decay * cache["b"] + (1 - decay) * db**2
    w -= learning_rate * dw / (cache["w"] + eps)
    b -= learning_rate * db / (cache["b"] + eps)
    return w, b, cache
