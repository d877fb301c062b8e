"""Never comes to an end, ignores every signal that can be ignored, and catches everything.

says: This cell ended the process that ran it, or never came to an end
seconds: 6
"""

import signal

for number in (signal.SIGALRM, signal.SIGINT, signal.SIGTERM, signal.SIGXCPU):
    signal.signal(number, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 32))
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
