"""The NumPy listings of the pages: run, measured, and compared with what the text says of them."""
