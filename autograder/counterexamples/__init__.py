"""The smallest cases in which a mistake shows: computed from the oracle and the altered rule, to follow by hand."""
