"""Chapter `regularization`: what overfitting is, and penalties, early stopping, soft labels and more data against it."""
