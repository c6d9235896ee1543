"""Run by itself, in the sandbox: unpacks what only libarchive can."""
