"""Sets up queues of requests to the kernel, which have memory of their own and pass a filter by.

says: 2 refused
"""

import ctypes

libc = ctypes.CDLL(None)
ring, context = ctypes.create_string_buffer(240), ctypes.c_void_p()
told = [libc.syscall(425, 8, ring), libc.syscall(206, 60_000, ctypes.byref(context))]
print("2 refused" if told == [-1, -1] else f"BREACH: {told}")
