# expect: think.essay not_started | answer numpy
essay = ""  # 以后再写
