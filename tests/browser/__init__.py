"""The page as a reader sees it: served, and opened in a headless Chromium."""
