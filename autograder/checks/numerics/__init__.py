"""Numbers: whether two arrays agree, and numerical gradients."""
