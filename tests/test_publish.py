"""The built book goes onto a branch of its own, whole or not at all; a release gets all files."""

import http.server
import shutil
import socket
import subprocess
import sys
import threading

import attach
import links
import publish
import pytest
from contents import pages


def git(folder, *arguments):
    done = subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A repository with a remote and a built book, which Git is told to ignore."""
    root, html = tmp_path / "project", tmp_path / "project" / "_build" / "html"
    for name in ["index", *pages(), "_static/book.css"]:
        path = html / (name if "." in name else f"{name}.html")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    git(tmp_path, "init", "--quiet", "--bare", "remote")
    git(root, "init", "--quiet")
    (root / ".gitignore").write_text("_build/\n")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "sources")
    git(root, "remote", "add", "origin", str(tmp_path / "remote"))
    monkeypatch.setattr(publish, "ROOT", root)
    monkeypatch.setattr(publish, "HTML", html)
    return root


def test_the_whole_book_is_published_and_the_sources_stay_as_they_are(project):
    head = git(project, "rev-parse", "HEAD")
    assert publish.main() == 0
    assert publish.main() == 0  # a second time it takes the place of the first
    remote = project.parent / "remote"
    files = git(remote, "ls-tree", "-r", "--name-only", publish.PUBLISHED)
    expected = {
        ".nojekyll",
        "index.html",
        "_static/book.css",
        *(f"{name}.html" for name in pages()),
    }
    assert set(files) == expected
    assert git(remote, "rev-list", "--count", publish.PUBLISHED) == ["1"]
    assert git(project, "status", "--porcelain") == []
    assert git(project, "rev-parse", "HEAD") == head


def test_a_book_without_one_of_its_pages_is_not_published(project, capsys):
    (publish.HTML / f"{pages()[3]}.html").unlink()
    assert publish.main() == 1
    assert pages()[3] in capsys.readouterr().err
    assert git(project.parent / "remote", "branch", "--list") == []


@pytest.mark.parametrize("lacking", ["not a git repository", "HEAD"])
def test_what_git_refuses_is_said_in_its_words(project, monkeypatch, capsys, lacking):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent))
    shutil.rmtree(project / ".git")
    if lacking == "HEAD":  # a repository in which nothing was ever committed
        git(project, "init", "--quiet")
    assert publish.main() == 1
    said = capsys.readouterr().err
    assert said.startswith("Not published. git ")
    assert "\nfatal: " in said
    assert lacking in said


#: What a release gets, in the order in which it is told, and the verb that makes it.
MADE = {
    "html/a/book.pdf": "make pdf",
    "html/a/book.epub": "make epub",
    "html/a/book.zip": "make zip",
    "html/a/book.zip.sha256": "make zip",
    "dist/l.whl": "make dist",
}


@pytest.fixture
def made(tmp_path, monkeypatch):
    """All of it, and a `gh` that writes down what it was asked."""
    for name in MADE:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    program = tmp_path / "bin" / "gh"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\necho "$@" > "{tmp_path}/asked"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    monkeypatch.setattr(attach, "BUILD", tmp_path)
    return tmp_path


def run_attach(monkeypatch, release):
    monkeypatch.setattr(sys, "argv", ["attach.py", release])
    return attach.main()


def test_a_release_gets_every_file_once(made, monkeypatch):
    assert run_attach(monkeypatch, "v1") == 0
    *words, pdf, epub, archive, checksum, wheel = (made / "asked").read_text().split()
    assert words == ["release", "upload", "v1", "--clobber"]
    assert [pdf, epub, archive, checksum, wheel] == [str(made / name) for name in MADE]


@pytest.mark.parametrize(("lacking", "said"), [*MADE.items(), ("", "RELEASE=")])
def test_nothing_is_attached_if_something_is_missing(made, monkeypatch, capsys, lacking, said):
    if lacking:
        (made / lacking).unlink()
    assert run_attach(monkeypatch, "v1" if lacking else "") == 1
    assert said in capsys.readouterr().err
    assert not (made / "asked").exists()


def test_without_the_program_of_github_it_is_said_where_to_get_it(made, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(made))
    assert run_attach(monkeypatch, "v1") == 1
    assert "https://cli.github.com" in capsys.readouterr().err


def test_links_outside_of_the_book_are_found_with_their_place(tmp_path):
    (tmp_path / "a.html").write_text(
        '<a href="https://x.org/a?b&amp;c#d"><a href="b.html"><a href="https://example.org/">'
    )
    paper = tmp_path / "README.md"
    paper.write_text("See (https://y.org/z). And http://127.0.0.1:8000/.")
    assert links.outside(tmp_path, [paper]) == {
        "https://x.org/a?b&c": "a.html",
        "https://y.org/z": "README.md",
    }


@pytest.mark.parametrize(("code", "said"), [(200, None), (404, "404 Gone away"), (403, "")])
def test_a_page_that_is_gone_is_a_fault_and_a_refusal_is_none(code, said, answering):
    assert links.fault(answering(code)) == said


def test_a_host_that_does_not_answer_is_a_fault():
    assert links.fault("http://127.0.0.1:9/")


def test_a_host_that_talks_nonsense_is_a_fault():
    with socket.create_server(("127.0.0.1", 0)) as server:

        def talk():
            with server.accept()[0] as line:
                line.recv(1000)
                line.sendall(b"nonsense\r\n\r\n")

        talking = threading.Thread(target=talk)
        talking.start()
        assert "nonsense" in links.fault(f"http://127.0.0.1:{server.getsockname()[1]}/")
        talking.join()


@pytest.fixture
def answering():
    """A server on loopback that gives one answer to all."""
    servers = []

    def start(code):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(code, "Gone away")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *arguments):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
