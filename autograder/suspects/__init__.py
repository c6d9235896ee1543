"""Where in the source a named mistake seems to sit: read, never run. No line is better than a wrong one."""
