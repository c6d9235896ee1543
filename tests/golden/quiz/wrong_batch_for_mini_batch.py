# expect: quiz.answers failed | answer numpy
# 小练习答案
answers = ("批量", "在线", "批量", "随机")
