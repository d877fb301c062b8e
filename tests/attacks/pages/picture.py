"""Displays a picture that is none: its text ends the attribute in which pages put it.

says: a picture
"""

from IPython.display import display

for content in (
    'x" onerror="alert(1)',
    '"><script>alert(1)</script>',
    "iVBORw0KGgo=",
    "",
    "data:text/html,x",
    7,
    ["x"],
    None,
):
    display({"image/png": content, "image/jpeg": content, "text/plain": "a picture"}, raw=True)
