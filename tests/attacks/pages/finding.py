"""Raises HTML while it is probed: the finding tells what was raised, and in which line.

place: answer relu-answer
costs: relu network train
says: <script>
"""


class ReLU:
    def __init__(self):
        self.params, self.grads = {}, {}

    def forward(self, x, train=True):
        raise type("<script>alert(1)</script>", (Exception,), {})(
            "`<img src=x onerror=alert(1)>` </div></div>\x1b[31m\ud800"
        )
