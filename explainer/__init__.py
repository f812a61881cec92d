"""Stated U.S. deportation goals beside the recorded counts, and the sum between them."""
