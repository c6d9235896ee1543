# expect: quiz.answers failed | answer numpy
answers = ["mini-batch", "stochastic", "batch", "online"]
