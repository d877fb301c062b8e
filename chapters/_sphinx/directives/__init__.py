"""What stands on a page: the directives that authors write, and the outputs of cells that have a form of their own."""
