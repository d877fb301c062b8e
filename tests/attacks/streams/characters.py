"""Prints what no file can hold, what a terminal acts on, and what turns the order of text around.

says: red
"""

print(
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b]8;;http://example.org\x07link\x1b]8;;\x07 \x9b2J \x00 \x08\x08\x08 \r overwritten"
)
print("\ud800 \udfff \uffff \u202e24 fo 02\u202c \u2066x\u2069")
raise ValueError("\x1b[2J\ud800 \u202e")
