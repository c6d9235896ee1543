"""What host and guest say to each other: jobs out, messages back. Inert data, bounded and checked before use."""
