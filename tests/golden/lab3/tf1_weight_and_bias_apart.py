# expect: lab3.momentum passed | update-function tf1
import tensorflow as tf

def momentum_update(w, b, dw, db, v_dw, v_db, learning_rate=0.01, beta=0.9):
    v_dw_new = beta * v_dw - learning_rate * dw
    v_db_new = beta * v_db - learning_rate * db
    return [tf.assign(v_dw, v_dw_new), tf.assign(v_db, v_db_new),
            tf.assign(w, w + v_dw_new), tf.assign(b, b + v_db_new)]
