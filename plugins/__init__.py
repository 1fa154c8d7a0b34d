"""Backgrounder's own code: one subpackage for each thing that it gives."""
