"""What is checked, and how a class is graded.

`checks/`      the engine, from a student's object to a finding; it travels with the student
`tasks/`       what each chapter's notebook asks: a package a chapter; travels too
`publishing/`  from the one source to releases, the bundle and the site
`grading/`     a class: ways in and out, intake, sandbox, gradebook, feedback, reports
`cli`          the command line
"""
