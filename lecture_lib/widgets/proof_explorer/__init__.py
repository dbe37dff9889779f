"""ProofExplorer: the links of Step I and Step II along a run, and the ladder of bounds."""
