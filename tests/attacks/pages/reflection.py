"""Writes a reflection of HTML, links that act, pictures that tell who reads, and references to themselves.

place: reflection
costs:
"""

text = "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)> ![x](http://example.org/me.png) [x](javascript:alert(1)) <javascript:alert(1)>\n\n[a]: javascript:alert(1)\n\n[a] ![a]\n\n<svg onload=alert(1)>\n\n`<script>` ~~x~~\n\n    <script>alert(1)</script>\n\n$</math><script>alert(1)</script>$ $$\\href{javascript:alert(1)}{x}$$ $\\unicode{x3c}script$ \\<script\\>"
