"""Displays scripts in every other form that pages have for it.

says: as text
"""

from IPython.display import SVG, Javascript, Latex, Markdown, display

svg = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>"
display(SVG(svg), Javascript("alert(1)"), Markdown("[x](javascript:alert(1)) <img src=x onerror=alert(1)>"))
display(Latex(r"$\href{javascript:alert(1)}{x}$"))
kinds = ("application/vnd.jupyter.widget-view+json", "application/vnd.plotly.v1+json", "application/pdf", "text/latex")
display({kind: {"model_id": "<script>alert(1)</script>"} for kind in kinds} | {"text/plain": "as text"}, raw=True)
