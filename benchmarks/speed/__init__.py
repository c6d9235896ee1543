"""``make bench``: what a submission costs, beside its peers and beside the bare computing."""
