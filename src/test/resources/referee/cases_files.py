"""Names, file names and metadata."""

from packaging.metadata import parse_email
from packaging.requirements import Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import InvalidName, canonicalize_name, parse_sdist_filename, parse_wheel_filename
from packaging.version import Version


def name(text):
    return canonicalize_name(text, validate=True)


def wheel_name(filename):
    project, version, build, tags = parse_wheel_filename(filename)
    return "|".join([project, str(version), "".join(map(str, build)), " ".join(sorted(map(str, tags)))])


def wheel_order(*filenames):
    """Which of the file names, of one version and one tag, has the highest build tag."""
    builds = [parse_wheel_filename(filename)[2] for filename in filenames]
    return filenames[max(range(len(builds)), key=lambda i: (builds[i], i))]


def sdist_name(filename, project):
    """As packaging reads it; the project plays no part."""
    found, version = parse_sdist_filename(filename)
    return found + "|" + str(version)


def sdist_version(filename, project):
    """The version by pip's rule, tried slowly: the shortest part before a dash that normalises to the project's name."""
    stem = filename[: -len(".tar.gz")]
    parts = stem.split("-")
    for i in range(1, len(parts)):
        if canonicalize_name("-".join(parts[:i])) == project:
            return str(Version("-".join(parts[i:])))
    return "invalid"


def requirement(line):
    """The canonical text, extras in normal form (PEP 685), which packaging keeps as they were spelled."""
    found = Requirement(line)
    found.extras = {canonicalize_name(extra) for extra in found.extras}
    return str(found)


def metadata(text):
    """What pip takes from a metadata file: the first of each single field, all requirements, extras that are names."""
    raw, unparsed = parse_email(text)

    def single(field, header):
        return raw.get(field, (unparsed.get(header) or [None])[0])

    project = single("name", "name")
    version = single("version", "version")
    if project is None or version is None:
        return "invalid"
    canonicalize_name(project, validate=True)
    python = single("requires_python", "requires-python")
    try:
        python = None if python is None else str(SpecifierSet(python))
    except InvalidSpecifier:
        python = None
    extras = []
    for extra in raw.get("provides_extra", []):
        try:
            extras.append(canonicalize_name(extra, validate=True))
        except InvalidName:
            pass
    return "|".join(
        [
            (single("metadata_version", "metadata-version") or "").strip() or "1.0",
            project,
            str(Version(version)),
            "; ".join(requirement(line.strip()) for line in raw.get("requires_dist", [])),
            str(python),
            ",".join(extras),
            ",".join(field.strip().lower() for field in raw.get("dynamic", [])),
        ]
    )


def requires_python(specifiers, python):
    return str(SpecifierSet(specifiers).contains(python))
