# expect: quiz.answers needs_person | answer numpy
answers = ["不是批量", "在线", "批量", "随机"]
