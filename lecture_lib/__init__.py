"""The code behind the book."""
