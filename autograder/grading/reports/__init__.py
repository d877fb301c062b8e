"""What people read after grading: a student's feedback; for the instructor, pages and tables of chapters and course.

`chapter`, `course`  the pages
`graded`             what the graded notebooks tell: mistakes, time
`tasks`              how hard each task was, and how well it tells students apart
`feedback`           a student's page
`pages`              how pages are made of templates
`pictures`           the distribution of the scores, and who has which task right
"""
