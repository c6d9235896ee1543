# expect: quiz.answers failed | answer numpy
answers = ["小批量", "", "批量", "随机"]
