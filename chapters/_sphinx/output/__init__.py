"""What is done with pages when they are written: formulas, spaces, names for screen readers, addresses, weight."""
