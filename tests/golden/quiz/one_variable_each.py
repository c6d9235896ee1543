# expect: quiz.answers passed | answer numpy
answer1 = "小批量算法"
answer2 = "在线算法"
answer3 = "批量算法"
answer4 = "随机算法"
for a in (answer1, answer2, answer3, answer4):
    print(a)
