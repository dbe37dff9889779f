"""Of IPython, what ipywidgets, `lecture_lib.progress` and a reader's cells ask for."""

version_info = (9, 0, 0)
__version__ = "9.0.0"


class _Shell:
    """The page: it is somebody who watches, as the kernel of a notebook is."""

    kernel = "the page"

    @property
    def events(self):
        """What matplotlib registers with: figures are shown when a cell ends, by `live_cells`."""
        return self

    def register(self, event, function=None):
        """Do nothing: see `events`."""

    unregister = trigger = register

    def enable_gui(self, gui=None):
        """Do nothing: the page has no windows."""

    def __getattr__(self, name):
        raise AttributeError(f"the page has no {name}: it is not IPython")


_shell = _Shell()


def get_ipython():
    """Return what stands for the shell."""
    return _shell
