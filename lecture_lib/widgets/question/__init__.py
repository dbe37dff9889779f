"""The widget that asks a question of a chapter."""
