# expect: quiz.answers passed | answer numpy
# 小练习
answers = {
    "q1": "MBGD",
    "q2": "在线算法",
    "q3": "批量梯度下降（BGD）",
    "q4": "SGD",
}
