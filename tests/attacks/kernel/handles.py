"""Opens files of the host by their numbers, past every mount.

says: 2 refused
"""

import ctypes

libc = ctypes.CDLL(None)
space, mount = (ctypes.c_uint32 * 40)(128), ctypes.c_int()
told = [
    libc.name_to_handle_at(-100, b"/usr", space, ctypes.byref(mount), 0),
    libc.open_by_handle_at(-100, (ctypes.c_uint32 * 4)(8, 1, 2, 0), 0),
]
print("2 refused" if told == [-1, -1] else f"BREACH: {told}")
