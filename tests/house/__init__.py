"""The house itself: which room imports which, how large rooms and files are, what git keeps."""
