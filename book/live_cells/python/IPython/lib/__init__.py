"""Holds pretty.py, which is IPython's own (BSD 3-Clause licence), packed when the book is built."""
