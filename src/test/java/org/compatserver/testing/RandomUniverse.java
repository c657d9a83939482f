package org.compatserver.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.jspecify.annotations.Nullable;

/**
 * A small index and a question about it, as plain data and as the text of a {@link Universe}. Its markers and Requires-Python are true, or false, of every CPython 3.8
 * to 3.15 on Linux alike.
 *
 * @param projects their names; where a universe is acyclic, releases require later ones only
 * @param releases by project, then ascending; no two of one version
 * @param asked several may be of one project; those whose marker holds count
 * @param constraints clauses on projects that need not take part
 * @param preReleases whether the question admits all pre-releases
 * @param asOf the moment asked about; null for now
 */
public record RandomUniverse(
        List<String> projects,
        List<Release> releases,
        List<Wish> asked,
        List<Wish> constraints,
        boolean preReleases,
        boolean strict,
        boolean wheelsOnly,
        @Nullable Instant asOf) {

    public RandomUniverse {
        projects = List.copyOf(projects);
        releases = List.copyOf(releases);
        asked = List.copyOf(asked);
        constraints = List.copyOf(constraints);
    }

    /** The universe of a seed: the same for ever. */
    public static RandomUniverse of(long seed, Shape shape) {
        return new UniverseGenerator(seed, shape).universe();
    }

    /**
     * What universes are to be like.
     *
     * @param projects how many there are, at least 1, at most 14
     * @param versions how many each has at most, at most 6
     * @param requested how many of the projects are asked for
     * @param cyclic whether a project may require an earlier one, or itself
     * @param features what may occur; each of them does in some of the universes only
     */
    public record Shape(int projects, int versions, int requested, boolean cyclic, Set<Feature> features) {
        public Shape {
            if (projects < 1 || projects > 14 || versions < 1 || versions > 6 || requested > projects) {
                throw new IllegalArgumentException("At most 14 projects of at most 6 versions: " + projects + ", "
                        + versions + ", " + requested + " requested");
            }
            features = Set.copyOf(features);
        }

        public Shape without(Feature... features) {
            Set<Feature> left = new HashSet<>(this.features);
            List.of(features).forEach(left::remove);
            return new Shape(projects, versions, requested, cyclic, left);
        }
    }

    /** What may occur in a universe or its question. */
    public enum Feature {
        EXTRAS,
        MARKERS,
        YANKED,
        PRE_RELEASES,
        /** Of index and metadata. */
        REQUIRES_PYTHON,
        /** Of the metadata only. */
        METADATA_PYTHON,
        OTHER_PLATFORM,
        INVALID,
        UNKNOWABLE,
        STATIC_ARCHIVES,
        EGG_INFO,
        /** Releases of two files. */
        SEVERAL_FILES,
        UNKNOWN_TIMES,
        /** Two requirements of one project in the question. */
        ASKED_TWICE,
        CONSTRAINTS,
        /** The question's {@code --pre}. */
        PRE,
        STRICT,
        WHEELS_ONLY,
        AS_OF
    }

    /**
     * A release.
     *
     * @param extras its Provides-Extra: of x and y
     * @param files one or two, all with the same requirements
     */
    public record Release(String project, Version version, List<String> extras, List<Wish> requires, List<File> files) {
        public Release {
            extras = List.copyOf(extras);
            requires = List.copyOf(requires);
            files = List.copyOf(files);
        }

        /** As test universes are written: a block for each file. */
        String text() {
            StringBuilder text = new StringBuilder();
            for (File file : files) {
                text.append(project).append(' ').append(version).append('\n');
                extras.forEach(extra -> text.append("  extra ").append(extra).append('\n'));
                requires.forEach(
                        wish -> text.append("  requires ").append(wish.text()).append('\n'));
                text.append(file.text());
            }
            return text.toString();
        }
    }

    /**
     * One file.
     *
     * @param python whether its Requires-Python, of index and metadata, includes the target's
     * @param metadataPython whether that of its metadata does
     * @param uploaded null where the index does not say
     */
    public record File(
            Kind kind,
            boolean yanked,
            boolean python,
            boolean metadataPython,
            @Nullable Instant uploaded) {
        String text() {
            return "  uploaded " + (uploaded == null ? "unknown" : uploaded.toString()) + '\n'
                    + (yanked ? "  yanked\n" : "")
                    + (python ? "" : "  python <3\n")
                    + (metadataPython ? "" : "  metadata-python >=4\n")
                    + kind.text;
        }
    }

    /** Kinds of files, best first. */
    public enum Kind {
        WHEEL("  wheel py3-none-any\n"),
        /** A wheel with a requirement that cannot be read. */
        INVALID("  wheel py3-none-any\n  invalid\n"),
        /** A source archive whose metadata can be read. */
        STATIC("  sdist static\n"),
        /** One whose requirements are those of its egg-info. */
        EGG_INFO("  sdist egg-info\n"),
        /** One that would have to be built. */
        UNKNOWABLE("  sdist unknowable\n"),
        /** A wheel that the target does not support. */
        OTHER_PLATFORM("  wheel cp313-cp313-win_amd64\n");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        public boolean isWheel() {
            return this == WHEEL || this == INVALID || this == OTHER_PLATFORM;
        }

        /** Its name, for a release of the project. */
        public String filename(String project, Version version) {
            return project + "-" + version
                    + (!isWheel()
                            ? ".tar.gz"
                            : this == OTHER_PLATFORM ? "-cp313-cp313-win_amd64.whl" : "-py3-none-any.whl");
        }
    }

    /**
     * A requirement.
     *
     * @param extras that it asks for, of x and y
     * @param ofExtra the extra of the release that has it; null where it does not depend on one
     * @param condition its marker beside that
     */
    public record Wish(
            String project,
            List<String> extras,
            SpecifierSet clauses,
            @Nullable String ofExtra,
            Condition condition) {
        public Wish {
            extras = List.copyOf(extras);
        }

        public String text() {
            String marker = ofExtra == null
                    ? condition.text
                    : condition.text.isEmpty()
                            ? "extra == \"" + ofExtra + '"'
                            : condition.text + " and extra == \"" + ofExtra + '"';
            return project
                    + (extras.isEmpty() ? "" : "[" + String.join(",", extras) + "]")
                    + clauses
                    + (marker.isEmpty() ? "" : "; " + marker);
        }
    }

    /** Markers that do not speak of extras. */
    public enum Condition {
        NONE("", true),
        OF_TODAY("python_version >= \"3.8\"", true),
        OF_LINUX("sys_platform == \"linux\"", true),
        OF_CPYTHON("implementation_name == \"cpython\"", true),
        OF_OLD("python_version < \"3\"", false),
        OF_WINDOWS("sys_platform == \"win32\"", false),
        OF_PYPY("platform_python_implementation == \"PyPy\"", false);

        private final String text;
        private final boolean holds;

        Condition(String text, boolean holds) {
            this.text = text;
            this.holds = holds;
        }

        public boolean holds() {
            return holds;
        }
    }

    public List<Release> of(String project) {
        return releases.stream()
                .filter(release -> release.project().equals(project))
                .toList();
    }

    /** The index, as test universes are written. */
    public String text() {
        return projects.stream().map(project -> "project " + project + '\n').collect(Collectors.joining())
                + releases.stream().map(Release::text).collect(Collectors.joining());
    }

    /** What is asked for. */
    public List<String> packages() {
        return asked.stream().map(Wish::text).toList();
    }

    public List<String> constraintTexts() {
        return constraints.stream().map(Wish::text).toList();
    }

    /** The same question about other releases. */
    public RandomUniverse with(List<Release> others) {
        return new RandomUniverse(projects, others, asked, constraints, preReleases, strict, wheelsOnly, asOf);
    }

    /** The same, but that source archives with egg-info other than these would have to be built. */
    public RandomUniverse withoutEggInfoBut(Collection<String> trusted) {
        List<Release> others = new ArrayList<>();
        for (Release release : releases) {
            List<File> files = release.files().stream()
                    .map(file -> file.kind() == Kind.EGG_INFO
                                    && file.metadataPython()
                                    && !trusted.contains(Kind.EGG_INFO.filename(release.project(), release.version()))
                            ? new File(Kind.UNKNOWABLE, file.yanked(), file.python(), true, file.uploaded())
                            : file)
                    .toList();
            others.add(new Release(release.project(), release.version(), release.extras(), release.requires(), files));
        }
        return with(others);
    }

    @Override
    public String toString() {
        List<String> said = new ArrayList<>();
        if (!constraints.isEmpty()) {
            said.add("constraints " + constraintTexts());
        }
        if (preReleases) {
            said.add("pre");
        }
        if (strict) {
            said.add("strict");
        }
        if (wheelsOnly) {
            said.add("wheels only");
        }
        if (asOf != null) {
            said.add("as of " + asOf);
        }
        return text() + "? " + String.join(" | ", packages()) + " " + said;
    }
}
