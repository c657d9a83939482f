"""Supported tags. The machine that packaging asks about is put on for it: C library, platform, build flags."""

import functools
import hashlib
import re

from packaging import _manylinux, _musllinux, tags

flags = {}
glibc = [(-1, -1)]
musl = [None]

tags._get_config_var = lambda name, warn=False: flags.get(name)
tags.sysconfig.get_platform = lambda: flags["platform"]
_manylinux._have_compatible_abi = lambda executable, archs: True
_manylinux._get_glibc_version = lambda: _manylinux._GLibCVersion(*glibc[0])
_manylinux._get_manylinux_module = lambda: None
_musllinux._get_musl_version = lambda executable: musl[0]


def put_on(python, platform):
    """Makes packaging see a CPython on the platform; returns the platform tags."""
    flags.clear()
    glibc[0], musl[0] = (-1, -1), None
    flags.update({"WITH_PYMALLOC": 1, "Py_DEBUG": 0, "Py_GIL_DISABLED": 0, "Py_UNICODE_SIZE": 2, "platform": "?"})
    if platform.startswith("win_"):
        flags["platform"] = platform.replace("_", "-")
        return list(tags._generic_platforms())
    if platform.startswith("macosx_"):
        major, minor, machine = re.fullmatch(r"macosx_(\d+)_(\d+)_(\w+)", platform).groups()
        return list(tags.mac_platforms((int(major), int(minor)), machine))
    kind, major, minor, machine = re.fullmatch(r"(many|musl)linux_(\d+)_(\d+)_(\w+)", platform).groups()
    flags["platform"] = "linux-" + machine
    flags["Py_UNICODE_SIZE"] = 4
    if kind == "many":
        glibc[0] = (int(major), int(minor))
    else:
        musl[0] = _musllinux._MuslVersion(int(major), int(minor))
    return list(tags._linux_platforms(is_32bit=False))


@functools.lru_cache(maxsize=64)
def supported(python, platform):
    version = tuple(map(int, python.split(".")))
    platforms = put_on(version, platform)
    found = list(tags.cpython_tags(version, None, platforms))
    found += tags.compatible_tags(version, "cp" + "".join(map(str, version)), platforms)
    return found


@functools.lru_cache(maxsize=64)
def ranks(python, platform):
    found = {}
    for i, tag in enumerate(supported(python, platform)):
        found.setdefault(tag, i)
    return found


@functools.lru_cache(maxsize=None)
def tag_list(python, platform):
    """The number of tags, the first and the last, and a hash of all in order."""
    texts = list(map(str, supported(python, platform)))
    digest = hashlib.sha256("\n".join(texts).encode()).hexdigest()
    return " ".join([str(len(texts)), texts[0], texts[-1], digest])


def tag_rank(python, platform, tag_set):
    """The rank of the best tag of a compressed set, or "none"."""
    known = ranks(python, platform)
    found = [known[tag] for tag in tags.parse_tag(tag_set) if tag in known]
    return str(min(found)) if found else "none"
