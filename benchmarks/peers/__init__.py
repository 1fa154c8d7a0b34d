"""What other site generators need for the same archive, measured beside this project."""
