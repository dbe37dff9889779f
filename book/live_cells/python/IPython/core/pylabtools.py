"""Where matplotlib asks which windows a backend opens: none of them opens any in a page."""

backend2gui = {}
