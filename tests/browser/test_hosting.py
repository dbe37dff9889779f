"""The settings for self-hosters say what `_headers` does, and nginx serves the book by them."""

import gzip
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
import yaml
from book_pages import HTML, ROOT
from serving import headers

SETTINGS = ROOT / "book" / "reference" / "hosting"
NGINX = (SETTINGS / "nginx.conf").read_text(encoding="utf-8")
CADDY = (SETTINGS / "Caddyfile").read_text(encoding="utf-8")
SAME = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy")
KINDS = ["/book/index.html", "/_static/book.css", "/_images/a.webp"]


@pytest.mark.parametrize("name", SAME)
@pytest.mark.parametrize(("server", "form"), [(NGINX, '{} "{}"'), (CADDY, '{} "{}"')])
def test_servers_say_what_the_book_s_own_file_says(server, form, name):
    assert form.format(name, headers("/book/index.html")[name]) in server


@pytest.mark.parametrize("kind", KINDS)
def test_servers_let_files_be_kept_as_long(kind):
    kept = headers(kind)["Cache-Control"]
    assert f'"{kept}";' in NGINX
    assert f'Cache-Control "{kept}"' in CADDY


def test_a_hub_gives_each_reader_what_was_measured():
    values = yaml.safe_load((SETTINGS / "jupyterhub.yaml").read_text(encoding="utf-8"))
    memory = values["singleuser"]["memory"]
    assert memory == {"guarantee": "256M", "limit": "1G"}
    assert values["singleuser"]["defaultUrl"].removeprefix("/lab/tree/") == "book/index.ipynb"
    assert (ROOT / "book" / "index.ipynb").exists()
    page = (SETTINGS.parent / "hosting.md").read_text(encoding="utf-8")
    seconds = values["cull"]["timeout"]
    assert f"services.cull.timeout {seconds}" in page
    assert f"limits.memory {memory['limit']}" in page


def free_port():
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Serve the built book with the settings of the page, but for the port and the folder."""
    program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
    if program is None:
        stop = pytest.fail if os.environ.get("CI") else pytest.skip
        stop("no nginx here; install it: sudo apt-get install nginx-light")
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    site = NGINX.replace("listen 80;", f"listen 127.0.0.1:{port};")
    site = site.replace("root /srv/book;", f"root {HTML.resolve()};")
    assert site != NGINX
    paths = "".join(
        f"{name}_temp_path {folder}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    own = "user root;\n" if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{own}daemon off;\npid {folder}/pid;\nerror_log stderr;\nevents {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; {paths}\n{site} }}\n",
        encoding="utf-8",
    )
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    server = subprocess.Popen(command)
    try:
        for _ in range(300):
            with socket.socket() as line:
                if line.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def ask(url):
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as answer:
        return answer.headers, answer.read()


@pytest.mark.parametrize("path", ["book/index.html", "_static/book.css", "_static/frame.js"])
def test_nginx_sends_headers_and_text_compressed(address, path):
    said, content = ask(f"{address}/{path}")
    for name, value in headers(f"/{path}").items():
        assert said.get_all(name) == [value]
    assert said["Content-Encoding"] == "gzip"
    assert gzip.decompress(content) == (HTML / path).read_bytes()


def test_nginx_sends_the_rest_as_it_is_and_says_what_is_not_there(address):
    picture = next(HTML.glob("_images/*.webp"))
    said, content = ask(f"{address}/_images/{picture.name}")
    assert said["Content-Type"] == "image/webp"
    assert said["Cache-Control"] == headers(f"/_images/{picture.name}")["Cache-Control"]
    assert content == picture.read_bytes()
    with pytest.raises(urllib.error.HTTPError, match="404"):
        ask(f"{address}/book/nothing.html")


@pytest.mark.parametrize("name", ["book/index", "book/descent/convexity"])
def test_pages_are_alive_behind_nginx(browser, address, name):
    page = browser.new_page()
    faults = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{address}/{name}.html")
    page.wait_for_selector(".lecture-widget[data-alive]")
    page.wait_for_load_state("networkidle")
    page.close()
    assert faults == []


def test_the_page_names_the_files():
    page = (SETTINGS.parent / "hosting.md").read_text(encoding="utf-8")
    named = {Path(path).name for path in re.findall(r"literalinclude\} (\S+)", page)}
    assert named == {"_headers", *(path.name for path in SETTINGS.iterdir())}
