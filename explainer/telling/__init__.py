"""What is said about numbers: comparisons, shares, findings; alike on the page, on paper and in the shell."""
