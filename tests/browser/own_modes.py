"""What a reader does and sees in the own mode of a widget on a page."""

from lecture_lib import widgets


class OwnMode:
    """The widget called `name`: its element and its model on a page."""

    def __init__(self, name):
        self.name = name
        self.widget = f"[data-widget={name}]"
        self.model = f"document.querySelector('{self.widget}').closest('.lecture-widget').model"

    def control(self, page, name):
        """Return the controls of a trait."""
        return page.locator(f"{self.widget} [data-control={name}]")

    def in_python(self, page):
        """Return the widget in Python, with the state of the one on the page."""
        explorer = getattr(widgets, self.name)()
        explorer.set_state(page.evaluate(f"{self.model}.state"))
        return explorer

    def says(self, page):
        """Return the sentences, with blanks that break and numbers without any."""
        text = page.locator(f"{self.widget} .lw-says").inner_text()
        return text.replace("\u00a0", " ").replace("\u202f", "")

    def write(self, page, text):
        """Open the fold of columns and write them."""
        page.locator(f"{self.widget} summary").click()
        self.control(page, "columns").fill(text)

    def alert(self, page):
        """Return what is said to be wrong."""
        texts = page.locator(f"{self.widget} [role=alert]").all_inner_texts()
        return " ".join(texts).strip()
