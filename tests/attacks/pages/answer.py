"""Puts HTML into the answer itself: names, comments, texts that close what is around them.

place: answer relu-answer
costs: relu network train
says: not yet
"""

# </pre></details><script>alert(1)</script><img src=x onerror=alert(1)>
text = "</pre><script>alert(1)</script>"
ReLU = text
