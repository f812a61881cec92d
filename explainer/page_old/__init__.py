"""One file per section of the page: its words and widgets, and nothing else."""
