# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
def main():
    start, stable, tau = 0.3, 0.003, 20
    for i in range(45):
        lr = start + (stable - start) * min(i, tau) / tau
        print(lr)
    for i in range(45):
        lr = start * 0.96 ** (i // 5)
        print(lr)


if __name__ == "__main__":
    main()
