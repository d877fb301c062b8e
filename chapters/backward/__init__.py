"""The chapter `backward`: how a gradient runs backwards through a network, and how to check it."""
