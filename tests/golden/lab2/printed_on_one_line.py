# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
if __name__ == "__main__":
    for i in range(45):
        print(0.3 - 0.297 * i / 20 if i < 20 else 0.003, end=" ")
    for i in range(45):
        print("%.5f" % (0.3 * 0.96 ** ((i + 1) // 5)), end=", ")
