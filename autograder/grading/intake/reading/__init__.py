"""From bytes in a folder to the cells of a notebook."""
