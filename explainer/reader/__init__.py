"""The reader's settings: links, sliders, history."""
