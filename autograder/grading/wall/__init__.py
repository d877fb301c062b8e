"""Strangers' code behind a wall: a warm interpreter under bubblewrap, of which each submission gets a fork of its own.

`bubblewrap`  the wall around everything: what is mounted, what is not
`kit`         the few modules of the course that are mounted
`sandbox`     this side: starts the interpreter, asks it for a guest, and asks the guest
`frames`      how both sides talk
`harmless`    what came from there, fit to be shown here
`inside`      the other side
"""
