# expect: lab4.adagrad failed missing-root | gradient-tape tf2
import tensorflow as tf
def adagrad(w, b, grads, rw, rb, lr=0.01, delta=1e-7):
    dw, db = grads
    rw.assign_add(dw ** 2)
    rb.assign_add(db ** 2)
    w.assign_sub(lr * dw / (rw + delta))
    b.assign_sub(lr * db / (rb + delta))
