"""Versions and version clauses."""

from packaging.specifiers import SpecifierSet
from packaging.version import Version


def version_text(text):
    version = Version(text)
    return str(version) + ("|pre" if version.is_prerelease else "")


def version_order(left, right):
    left, right = Version(left), Version(right)
    if left == right:
        return "=" if hash(left) == hash(right) else "= with other hash"
    return "<" if left < right else ">"


def version_sort(*texts):
    return " ".join(map(str, sorted(map(Version, texts))))


def clauses_text(text):
    """The canonical text, and whether it opts into pre-releases."""
    clauses = SpecifierSet(text)
    return str(clauses) + ("|pre" if clauses.prereleases else "")


def clauses_equal(left, right):
    left, right = SpecifierSet(left), SpecifierSet(right)
    return str(left == right)


def clauses_joined(left, right):
    return str(SpecifierSet(left) & SpecifierSet(right))


def clauses_contain(text, *versions):
    """A digit for each version. Pip gives versions, not texts, which makes a difference for ===."""
    clauses = SpecifierSet(text)
    return "".join("1" if clauses.contains(Version(version), prereleases=True) else "0" for version in versions)


def clauses_filter(text, *versions):
    return " ".join(map(str, SpecifierSet(text).filter(list(map(Version, versions)))))


def clauses_empty(text):
    return str(SpecifierSet(text).is_unsatisfiable())


def clauses_within(left, right):
    return str(SpecifierSet(left, prereleases=True).is_subset(SpecifierSet(right, prereleases=True)))
