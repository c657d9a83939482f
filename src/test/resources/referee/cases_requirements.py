"""Markers and requirements."""

import warnings

from packaging.markers import Marker, UndefinedComparison, UndefinedEnvironmentName
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# Some of the cases have an escape that Python does not know, which it warns of on every one.
warnings.simplefilter("ignore", SyntaxWarning)

VARIABLES = (
    "extra implementation_name implementation_version os_name platform_machine platform_python_implementation platform_release"
    " platform_system platform_version python_full_version python_version sys_platform"
).split()


def marker_value(text, *values):
    """The canonical text, and whether it holds for the values of the variables."""
    marker = Marker(text)
    try:
        holds = str(marker.evaluate(dict(zip(VARIABLES, values))))
    except (UndefinedComparison, UndefinedEnvironmentName):
        holds = "undefined"
    return str(marker) + "|" + holds


def requirement_text(text):
    requirement = Requirement(text)
    requirement.extras = {canonicalize_name(extra) for extra in requirement.extras}
    return str(requirement)
