"""思考 / Think: 动量与自适应学习率 / momentum and adaptive rates."""

essay = ""  # 在引号里写你的回答 / write your answer between the quotes
