# expect: quiz.answers needs_person | answer numpy
answers = ["mini-batch", "online", "batch or mini-batch", "随机/在线"]
