"""The chapter `forward`: from one adaptive linear neuron to layers, losses and the training loop."""
