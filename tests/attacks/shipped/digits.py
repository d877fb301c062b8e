"""Looks the held-out digits up in the data set that scikit-learn has, with their labels.

chapter: recipe
says: looked at 1797
seconds: 6
"""

import gzip
from pathlib import Path

import sklearn
from sklearn.datasets import load_digits

x, labels = load_digits(return_X_y=True)
print("looked at", len(x))
if len(set(map(bytes, x))) == 1797:
    print("BREACH: no image stands for another")
for path in Path(sklearn.__file__).parent.rglob("*digits*.gz"):
    with gzip.open(path) as handle:
        if len(set(handle.readlines())) == 1797:
            print("BREACH:", path)
