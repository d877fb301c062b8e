"""Displays HTML with a script, an image that fails, a frame and a form.

says: shown as text
"""

from IPython.display import HTML, IFrame, display

display(HTML("<script>alert('1')</script><img src=x onerror=alert(1)><form action=http://example.org><input></form>"))
display(IFrame("http://example.org", 100, 100))
display({"text/html": "<script>alert(1)</script>", "text/plain": "<script>shown as text</script>"}, raw=True)
