"""Seven optimizers from one start on one landscape, with every hyper-parameter and convention."""
