"""The model: arithmetic a teacher could do on the board."""
