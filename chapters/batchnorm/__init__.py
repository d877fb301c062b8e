"""The chapter on normalized inputs, batch normalization and layer normalization."""
