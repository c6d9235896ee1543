answers = ["mini-batch", "online", "batch", "stochastic"]
