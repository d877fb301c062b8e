"""What an instructor reads after grading: a page and a table for each chapter, and for the whole course.

`chapter`, `course`  the pages
`graded`             what the graded notebooks tell: mistakes, remarks, time
`tasks`              how hard each task was, and how well it tells students apart
`pictures`           the distribution of the scores, and who has which task right
"""
