# expect: lab3.momentum passed; lab3.nesterov not_found | update-function numpy
# 变量名照抄课件：eps 是学习率，alpha 是动量参数
def momentum(theta, g, v, eps=0.001, alpha=0.9):
    v = alpha * v - eps * g
    theta = theta + v
    return theta, v
