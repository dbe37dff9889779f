"""A deep net, layer by layer: shapes, values forward and gradients backward."""
