"""Known mistakes as altered rules: data, never copies of an algorithm."""
