"""What a class did, counted: the numbers behind the class pages and their tables."""
