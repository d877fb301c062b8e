"""Activations: what bends a network, what reaches its first layer, and what keeps the gradient alive."""
