"""The chapter on optimizers: SGD, momentum, Nesterov, AdaGrad, RMSProp, Adam and AdamW, measured."""
