"""BackpropStepper: the computation graph of an expression, stepped forward and backward."""
