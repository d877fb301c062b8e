"""Ways in and out: submissions as learning platforms hand them out, and grades as they take them."""
