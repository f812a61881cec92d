"""Charts, files to take away, and what is drawn by hand."""
