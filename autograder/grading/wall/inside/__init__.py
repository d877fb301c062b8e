"""What runs behind the wall. Nothing here knows an expected value, a score, or more of the course than probes need.

`keeper`   the warm interpreter: forks for each submission
`confine`  what a submission's process gives up before a student's code runs in it
`guest`    serves one submission: runs cells, probes objects
`shell`    an IPython shell that keeps what cells show
`absent`   stands in for the course's figures, which are not here
"""
