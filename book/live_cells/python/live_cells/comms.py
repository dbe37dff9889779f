"""Widgets in the page: ipywidgets' comms, which end at the page's own models.

ipywidgets reaches its front end through ``comm.create_comm``. Here a comm tells the page of a new
model and of its changes, and gets back what a reader changed.
"""

import comm
from comm.base_comm import BaseComm

from live_cells import page

#: What the page has already: the widget's script and its style.
NOT_SENT = {"_esm", "_css", "_anywidget_id", "layout"}
open_comms = {}


class PageComm(BaseComm):
    """A comm whose other end is a model in the page."""

    def publish_msg(self, msg_type, data=None, metadata=None, buffers=None, **keys):
        """Tell the page of a change of state; other messages have no reader there."""
        state = (data or {}).get("state")
        if msg_type == "comm_open":
            open_comms[self.comm_id] = self
        elif msg_type == "comm_close":
            open_comms.pop(self.comm_id, None)
        elif msg_type == "comm_msg" and state and (data or {}).get("method") == "update":
            shown = {name: value for name, value in state.items() if name not in NOT_SENT}
            if shown:
                page.tell("widget", id=self.comm_id, state=shown)


def receive(comm_id, changes):
    """Give the widget of a comm what a reader changed."""
    if comm_id in open_comms:
        data = {"method": "update", "state": changes, "buffer_paths": []}
        open_comms[comm_id].handle_msg(
            {"content": {"comm_id": comm_id, "data": data}, "buffers": []}
        )


comm.create_comm = lambda *arguments, **keys: PageComm(*arguments, **keys)
