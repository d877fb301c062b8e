"""Raises errors whose names and words are HTML, from functions that are named like it.

says: <script>
"""

name = "<script>alert(1)</script>"
error = type(name, (Exception,), {"__module__": "<img src=x onerror=alert(1)>"})
function = eval("lambda: (_ for _ in ()).throw(error('</pre><svg onload=alert(1)>'))", {"error": error})
function.__code__ = function.__code__.replace(co_name=name, co_qualname=name, co_filename=name)
function()
