# expect: quiz.answers needs_person | answer numpy
answers = ["小批量", "在线", "批量", "随机", "随机"]
