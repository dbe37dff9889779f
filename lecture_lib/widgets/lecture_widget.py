"""What every widget of the book has in common: its front end, its saved form, its repr."""

from __future__ import annotations

import inspect
import json
import warnings
from difflib import get_close_matches
from inspect import Parameter
from pathlib import Path
from typing import Any, ClassVar, Self

import anywidget

from lecture_lib.widgets import alone, links
from lecture_lib.widgets.alone import stylesheet
from lecture_lib.widgets.links import Field
from lecture_lib.widgets.picture import image
from lecture_lib.widgets.scripts import whole_script
from lecture_lib.widgets.stills import can_draw, still
from lecture_lib.widgets.told import read_traits
from lecture_lib.widgets.traits import Saved

#: A widget's output in a notebook file: its name and its state, so that a page can revive it.
MIME = "application/vnd.lecture-widget+json"
#: Every program that passes addresses on takes one of so many characters.
LONGEST = 2000


class LectureWidget(anywidget.AnyWidget):
    """A widget whose front end and whose traits stand beside its Python file.

    Its traits are those of ``traits.json`` (see `lecture_lib.widgets.traits`), which its front end
    reads, too; a subclass annotates them, and defines the few that need more than that tells.
    Unless it has an ``__init__`` of its own, it is made from their values, by name or in their
    order.

    The folder of the subclass holds ``bundle.js``, a classic script that defines a global with the
    name of the class and whose ``default.render({model, el})`` follows the anywidget contract, and
    ``style.css``. The same script serves the live notebook (as a module, after the scripts that it
    stands on) and the static page (as it stands). A subclass that has no bundle cannot be defined:
    the missing file is named.
    """

    folder: ClassVar[Path]
    __signature__: ClassVar[inspect.Signature]
    #: Whether a page may leave its script until the reader comes near.
    waits: ClassVar[bool] = False
    #: Whether it can stand on a page of its own, with its state in the address.
    has_page: ClassVar[bool] = True
    #: The traits of ``traits.json``, in their order.
    told: ClassVar[tuple[str, ...]]
    #: Traits that choose what the others are at first; a link says them before those.
    leads: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "_esm" in cls.__dict__:
            return  # the class that anywidget derives to make the script a trait
        folder = Path(inspect.getfile(cls)).parent
        cls._esm = f"{whole_script(folder)}\nexport default {cls.__name__}.default;\n"
        cls._css = stylesheet(folder)
        cls.folder = folder
        cls._take_traits(folder / "traits.json")

    @classmethod
    def _take_traits(cls, path: Path) -> None:
        parameters = []
        table = read_traits(path)
        cls.told = tuple(table)
        for name, told in table.items():
            trait = told or cls.__dict__[name]
            if told:
                setattr(cls, name, told)
                told.class_init(cls, name)
            default = trait.default_value
            parameters.append(Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, default=default))
        if "__init__" not in cls.__dict__:
            cls.__signature__ = inspect.Signature(parameters)

    def __init__(self, *values: Any, **state: Any) -> None:
        unknown = [name for name in state if not self.has_trait(name)]
        if unknown:
            known = sorted(self.trait_names(saved=True))
            near = get_close_matches(unknown[0], known, 1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; it has {', '.join(known)}"
            raise TypeError(f"{type(self).__name__} has no {unknown[0]!r}{hint}")
        super().__init__(**self.begun(values, state))

    def begun(self, values: tuple[Any, ...], state: dict[str, Any]) -> dict[str, Any]:
        """Return the traits to begin with, of what is given in order and by name."""
        return self.__signature__.bind(*values, **state).arguments if values else state

    def state(self) -> dict[str, Any]:
        """Return the JSON state by which a page without Python revives this widget."""
        own = self.traits(sync=True, saved=True)
        return {name: getattr(self, name) for name in sorted(own)}

    @classmethod
    def kind(cls) -> type[Self]:
        """Return the class as it is written: of each instance anywidget derives one of its own."""
        return next(each for each in cls.__mro__ if "folder" in vars(each))

    @classmethod
    def led_by(cls, lead: dict[str, Any]) -> Self:
        """Return a widget as it is at first where some of its `leads` are chosen."""
        if not cls.has_page:
            raise TypeError(f"a {cls.__name__} stands in its chapter: it has no page of its own")
        return cls(**lead)

    def own_link_fields(self) -> dict[str, Field | None]:
        """Return how links speak of traits that do not tell it; None where they do not at all."""
        return {}

    def link_fields(self) -> dict[str, Field]:
        """Return the traits of which a link speaks now, each with how it does."""
        told = {name: trait for name, trait in self.traits().items() if isinstance(trait, Saved)}
        fields = {**told, **self.own_link_fields()}
        return {name: field for name in self.told if (field := fields.get(name))}

    def link(self, book: str = "") -> str:
        """Return the address of the widget's own page in a book, with the state that it is in.

        Parameters
        ----------
        book : str, optional
            The address of the book. Without it the address counts from the book's folder.

        Warns
        -----
        UserWarning
            If the address is so long that some programs cut it: many points of one's own.

        Examples
        --------
        >>> from lecture_lib.widgets import MomentumExplorer
        >>> MomentumExplorer(beta=0.9).link("https://book.example/")
        'https://book.example/widgets/MomentumExplorer.html#beta=0.9'
        """
        page = f"{book.rstrip('/')}/widgets/{type(self).__name__}.html".removeprefix("/")
        said = links.written(self)
        link = f"{page}#{said}" if said else page
        if len(link) > LONGEST:
            warnings.warn(
                f"the link has {len(link)} characters: some programs cut one of more than "
                f"{LONGEST}; save_html keeps any state",
                stacklevel=2,
            )
        return link

    def save_html(self, path: str | Path) -> None:
        """Write a page on which the widget stands alone, in the state that it is in.

        It is one file that needs nothing else: no Python, no server, no network. Its address takes
        a state, too: ``stepper.html#step=9``.

        Parameters
        ----------
        path : str or Path
            The file, such as ``"stepper.html"``; one that is there is replaced.
        """
        Path(path).write_text(alone.one_file(self), encoding="utf-8")

    @classmethod
    def from_link(cls, link: str) -> Self:
        """Return the widget that a link tells, or what in it follows ``#``.

        Raises
        ------
        LinkError
            If a part is unknown, said twice, or not allowed; the message says what is.

        Examples
        --------
        >>> from lecture_lib.widgets import MomentumExplorer
        >>> MomentumExplorer.from_link("#step_size=1&beta=0.81").beta
        0.81
        """
        return links.read(cls, link)

    @classmethod
    def page_state(cls, state: dict[str, Any]) -> dict[str, Any]:
        """Return a saved state with all that a page needs to revive the widget."""
        return state

    @classmethod
    def anchor(cls, state: dict[str, Any]) -> str:
        """Return the id by which other pages lead to the widget; empty if none does."""
        return ""

    def fallback(self) -> str:
        """Return the HTML of the widget as one picture; empty where none can be drawn."""
        if not can_draw():
            return ""
        name, state = type(self).__name__, json.dumps(self.state(), sort_keys=True)
        return image(still(name, self.folder, state), stylesheet(self.folder))

    def __repr__(self) -> str:
        # ipywidgets' own repr depends on the model's id; a notebook's output must not.
        return f"{type(self).__name__}()"

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        live = super()._repr_mimebundle_(**kwargs)
        bundle, metadata = live if isinstance(live, tuple) else (live or {}, {})
        name, state = type(self).__name__, self.state()
        bundle |= {"text/plain": repr(self), MIME: {"widget": name, "state": state}}
        html = self.fallback()
        if html:
            # For a notebook that is read without a kernel: a viewer shows the first type it knows.
            bundle["text/html"] = html
        return bundle, metadata
