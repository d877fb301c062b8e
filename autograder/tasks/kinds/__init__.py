"""Kinds of task that chapters have beside "write this": what their cases, probes and judges share.

`naming`      which mistake was it? A letter, after a repair
`catching`    a test that the student writes: judged by the right and wrong specimens that it tells apart
`experiment`  a question of the student's own: seeds, a control, an interval and a verdict that agree
`probes`      what runs beside the student's code for all three
"""
