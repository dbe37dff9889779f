"""The one way to the page: messages as JSON."""

import json

_post = None


def connect(post):
    """Say where messages go: `post` takes one text."""
    global _post
    _post = post


def tell(kind, **content):
    """Send the page a message of a kind."""
    _post(json.dumps({"kind": kind, **content}))
