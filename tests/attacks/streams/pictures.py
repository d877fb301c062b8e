"""Draws figure after figure, each with as many colours as it can have.

cells: 4
says: left out
seconds: 14
"""

import matplotlib.pyplot as plt
import numpy as np
from IPython.display import display

figure, axes = plt.subplots(figsize=(2, 2))
axes.imshow(np.random.default_rng(1).random((200, 200, 3)))
for _ in range(3):
    display(figure)
print("left out when there is no room")
