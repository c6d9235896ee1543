# expect: lab6.adam passed | update-function tf1
import tensorflow as tf

def adam_update(w, b, dw, db, mw, mb, vw, vb, t, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    mw = beta1 * mw + (1 - beta1) * dw
    mb = beta1 * mb + (1 - beta1) * db
    vw = beta2 * vw + (1 - beta2) * tf.square(dw)
    vb = beta2 * vb + (1 - beta2) * tf.square(db)
    lr_t = lr * tf.sqrt(1 - tf.pow(beta2, t)) / (1 - tf.pow(beta1, t))
    w = w - lr_t * mw / (tf.sqrt(vw) + eps)
    b = b - lr_t * mb / (tf.sqrt(vb) + eps)
    return w, b, mw, mb, vw, vb

sess = tf.Session()
