"""Never comes to an end while it is probed, and ignores all that would stop it.

place: answer sigmoid-answer
costs: sigmoid
says: The check did not come to an end
seconds: 10
"""

import signal


class Sigmoid:
    def __init__(self):
        self.params, self.grads = {}, {}
        signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 32))
        while True:
            try:
                while True:
                    pass
            except BaseException:
                pass
