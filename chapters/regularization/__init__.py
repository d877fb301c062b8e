"""Chapter `regularization`: overfitting, and penalties, early stopping, soft labels and new images against it."""
