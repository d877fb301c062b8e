"""The playground: its controls, its stage, the states that chapters link to, and the challenges."""
