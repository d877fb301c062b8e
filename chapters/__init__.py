"""What is explained: a package a chapter, with its page, its experiments and its explorables.

`shared/`     what the chapters have in common
`reference/`  the book's pages of reference: notation, glossary, claims, the grader, run times, bibliography
`_sphinx/`    the site's own Sphinx extensions
"""
