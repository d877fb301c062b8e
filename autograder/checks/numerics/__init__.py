"""Numbers: whether two arrays agree, numerical gradients, and samples held against a distribution."""
