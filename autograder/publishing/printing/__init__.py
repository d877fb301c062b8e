"""The printed edition: the pages of the built site as one book for paper, in a PDF."""
