"""The programs of budget B1 as a Python programmer would write them by hand."""

from __future__ import annotations

import math
from functools import cmp_to_key


def sumLoop(n):
    total = 0
    for i in range(n):
        total += i * 3
        if total > 1000000:
            total -= 1000000
    return total


def collatz(n):
    steps = 0
    for start in range(1, n + 1):
        x = start
        while x != 1:
            x = x // 2 if x % 2 == 0 else 3 * x + 1
            steps += 1
    return steps


def hashText(text, rounds):
    h = 7
    codes = [ord(character) for character in text]
    for _ in range(rounds):
        for code in codes:
            h = (h * 31 + code + 0x80000000 & 0xFFFFFFFF) - 0x80000000
    return h


def gcdSum(n):
    total = 0
    for i in range(1, n + 1):
        a, b = i, 360360
        while b != 0:
            a, b = b, a % b
        total += a
    return total


def fibonacci(n):
    if n < 2:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)


def bubble(n):
    xs = [i * 7919 % 1009 for i in range(n)]
    for i in range(len(xs)):
        for j in range(len(xs) - i - 1):
            if xs[j] > xs[j + 1]:
                xs[j], xs[j + 1] = xs[j + 1], xs[j]
    return xs[0] + xs[n - 1]


def sieve(n):
    composite = [False] * (n + 1)
    count = 0
    for i in range(2, n + 1):
        if not composite[i]:
            count += 1
            for j in range(i + i, n + 1, i):
                composite[j] = True
    return count


def filterAndSum(n):
    xs = []
    for i in range(n):
        if i % 3 == 0:
            xs.append(i)
    total = 0
    for x in xs:
        total += x % 100
    return total


def wordCount(words, rounds):
    counts = {}
    for _ in range(rounds):
        for word in words:
            if word in counts:
                counts[word] = counts[word] + 1
            else:
                counts[word] = 1
    best = 0
    for word in counts:
        best = max(best, counts[word])
    return best


def group(n):
    groups = {}
    for i in range(n):
        key = i % 97
        if key not in groups:
            groups[key] = []
        groups[key].append(i)
    total = 0
    for key in groups:
        total += len(groups[key]) * key
    return total


def distinct(n):
    seen = set()
    for i in range(n):
        seen.add(i * 31 % 5003)
    return len(seen)


def buildText(n):
    text = ""
    for i in range(n):
        text += f"row {i};"
    return len(text)


def joinAndSplit(n):
    parts = []
    for i in range(n):
        parts.append(f"part{i}")
    total = 0
    for part in ",".join(parts).split(","):
        total += len(part)
    return total


def compareText(words, rounds):
    hits = 0
    for _ in range(rounds):
        for word in words:
            folded = word.lower()
            if folded == "delta":
                hits += 1
            elif folded == "gamma":
                hits += 2
    return hits


class Item:
    def __init__(self, rank, name):
        self.rank = rank
        self.name = name

    def compare(self, other):
        return self.rank - other.rank


def sortItems(n):
    items = []
    for i in range(n):
        items.append(Item(i * 7919 % 10007, "item"))
    items.sort(key=cmp_to_key(Item.compare))
    return items[0].rank + items[n - 1].rank


class Shape:
    def area(self):
        raise NotImplementedError


class Square(Shape):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side * self.side


class Rectangle(Shape):
    def __init__(self, a, b):
        self.a = a
        self.b = b

    def area(self):
        return self.a * self.b


def shapes(n):
    every = [Square(i) if i % 2 == 0 else Rectangle(i, 2) for i in range(100)]
    total = 0
    for _ in range(n):
        for shape in every:
            total = (total + shape.area()) % 1000003
    return total


class Account:
    def __init__(self):
        self.balance = 0
        self.entries = 0
        self.limit_of = None

    def deposit(self, amount):
        if self.limit_of is None or amount < self.limit_of:
            self.entries += 1

    def count(self):
        return self.entries


def objects(n):
    total = 0
    for _ in range(n):
        account = Account()
        account.limit_of = 10
        account.deposit(5)
        account.deposit(50)
        total += account.count()
    return total


class OddError(Exception):
    pass


def checkEven(i):
    if i % 4 == 1:
        raise OddError("odd")
    return i


def exceptions(n):
    caught = 0
    for i in range(n):
        try:
            caught += int(math.fmod(checkEven(i), 2))
        except OddError:
            caught += 2
    return caught


class Statics:
    counter = 0


def bump(by):
    Statics.counter += by


def statics(n):
    Statics.counter = 0
    for _ in range(n):
        bump(2)
    return Statics.counter
