"""States of widgets as links say them, each different from the first one in several ways."""

LINKED = {
    "ActivationExplorer": "function=own&x=-0.5&depth=3&formula=max(-1,%20min(a,%201))",
    "BackpropStepper": "expression=exp(a*b)&values=a:0.5&step=5",
    "ConvexityExplorer": "function=own&inequality=upper&L=1&formula=x%5E2+abs(x)&interval=-2,1",
    "DeepNetExplorer": "depth=3&activation=tanh&weights=W1.1.2:0.25&training=yes&updates=4&step=13",
    "MomentumExplorer": "beta=0.9&start=-1,0.5&rival=best&function=own"
    "&formula=(x%20-%201)%5E2%20+%205*y%5E2&own_start=-1,0.5",
    "OptimizerRace": "landscape=beale&methods=sgd,adam&settings=adam.lr:0.5&steps=50",
    "ProofExplorer": "function=own&h=1.2&step=3&formula=w%5E4%20-%20w%5E2&start=0.1",
    "RegressionExplorer": "kappa=50&deficient=yes&frame=eigenvectors",
    "SamplingExplorer": "batch_size=2&rule=cyclic&schedule=inverse",
}
