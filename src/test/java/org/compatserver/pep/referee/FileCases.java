package org.compatserver.pep.referee;

import static org.compatserver.pep.referee.CaseClass.INVALID;
import static org.compatserver.pep.referee.Texts.damageOneIn;
import static org.compatserver.pep.referee.Texts.maybe;
import static org.compatserver.pep.referee.Texts.oneIn;
import static org.compatserver.pep.referee.Texts.pick;
import static org.compatserver.pep.referee.Texts.some;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.distribution.DistributionFilename;
import org.compatserver.pep.distribution.Tag;
import org.compatserver.pep.distribution.WheelFilename;
import org.compatserver.pep.requirement.ProjectName;

/** Names of projects and of files. */
final class FileCases {
    private static final String[] VERSIONS = {
        "1.0",
        "1",
        "2.0.0",
        "1.02",
        "1!1.0",
        "1.0a1",
        "1.0.dev0",
        "1.0.post1",
        "1.0-1",
        "1.0+local.1",
        "2024.1",
        "v1.0",
        "1.0_1",
        "x",
        ""
    };
    private static final String[] PROJECTS = {"a", "a-b", "foo-bar", "a-1", "zope-interface", "x2"};

    private FileCases() {}

    static List<CaseClass> classes() {
        return List.of(names(), wheels(), builds(), sources(), sourceVersions());
    }

    private static CaseClass names() {
        return new CaseClass(
                        "names",
                        "name",
                        10_000,
                        random -> List.of(some(
                                random, 0, 6, "", "a", "B", "Zz", "0", "-", "_", ".", "--", "._", " ", "\u00e9",
                                "\u212a", "\n")),
                        texts -> text(ProjectName.parse(texts.get(0)).map(ProjectName::normalized)))
                .alsoOf("Django", "zope.interface", "a_-.b", "-a", "a-", "", "a b", "A", "\u0131", "a\n");
    }

    private static CaseClass wheels() {
        return new CaseClass(
                        "wheel file names",
                        "wheel_name",
                        10_000,
                        random -> List.of(damageOneIn(random, 3, wheel(random))),
                        texts -> text(WheelFilename.parse(texts.get(0)).map(FileCases::print)))
                .alsoOf(
                        "foo-1.0-py3-none-any.whl",
                        "foo-1.0-1-py2.py3-none-any.whl",
                        "foo-1.0-01a_b-py3-none-any.whl",
                        "foo-1.0-a1-py3-none-any.whl",
                        "foo__bar-1.0-py3-none-any.whl",
                        "foo-1.5_1-py3-none-any.whl",
                        "Foo.Bar-1.0-CP313-ABI3-Win_AMD64.whl",
                        "foo-1.0-py3-none-any.WHL",
                        "foo-1.0-py3-none-.whl",
                        "foo-1.0-3py-none-any.whl",
                        "foo-1.0-py3-none.whl",
                        "-1.0-py3-none-any.whl")
                .except(
                        "a project's name in a wheel's name must be a valid name; packaging takes any word characters",
                        (texts, ours, theirs) -> ours.equals(INVALID)
                                && ProjectName.parse(texts.get(0).split("-", 2)[0]) instanceof Parsed.Bad<?>);
    }

    private static String wheel(Random random) {
        String build = oneIn(random, 3) ? pick(random, "1", "01", "12abc", "3_x", "b2", "", "0") + "-" : "";
        return pick(random, "foo", "foo_bar", "Foo.Bar", "x2", "_x", "a__b", "\u00e9t\u00e9") + "-"
                + pick(random, VERSIONS).replace('-', '_') + "-" + build
                + some(random, 1, 3, ".", "py2", "py3", "cp313", "CP27", "cp39", "_x") + "-"
                + some(random, 1, 2, ".", "none", "abi3", "cp313", "cp27mu", "ABI3") + "-"
                + some(
                        random,
                        1,
                        3,
                        ".",
                        "any",
                        "win_amd64",
                        "linux_x86_64",
                        "manylinux_2_17_x86_64",
                        "macosx_11_0_arm64",
                        "Any")
                + ".whl";
    }

    private static String print(WheelFilename wheel) {
        return String.join(
                "|",
                wheel.project().toString(),
                wheel.version().toString(),
                wheel.build().toString(),
                wheel.tags().stream().map(Tag::toString).sorted().collect(Collectors.joining(" ")));
    }

    private static CaseClass builds() {
        return new CaseClass(
                        "build tags",
                        "wheel_order",
                        5_000,
                        random -> {
                            List<String> wheels = new ArrayList<>();
                            for (int i = 0; i < 2 + random.nextInt(4); i++) {
                                String build = some(random, 0, 2, "", "0", "1", "2", "9", "10")
                                        + pick(random, "", "", "a", "b", "A", "_1", ".9", "aa");
                                boolean none = build.isEmpty() || !Character.isDigit(build.charAt(0));
                                wheels.add("x-1.0-" + (none ? "" : build + "-") + "py3-none-any.whl");
                            }
                            return wheels;
                        },
                        FileCases::best)
                .also("x-1.0-9-py3-none-any.whl", "x-1.0-10-py3-none-any.whl")
                .also("x-1.0-0-py3-none-any.whl", "x-1.0-py3-none-any.whl");
    }

    private static String best(List<String> filenames) {
        String best = filenames.get(0);
        for (String filename : filenames) {
            if (build(filename).build().compareTo(build(best).build()) >= 0) {
                best = filename;
            }
        }
        return best;
    }

    private static WheelFilename build(String filename) {
        return WheelFilename.parse(filename).orElseThrow();
    }

    private static CaseClass sources() {
        return new CaseClass(
                        "source file names",
                        "sdist_name",
                        10_000,
                        random -> {
                            String project = pick(random, PROJECTS);
                            String extension = pick(
                                    random,
                                    ".tar.gz",
                                    ".tar.gz",
                                    ".tar.gz",
                                    ".zip",
                                    ".zip",
                                    ".tgz",
                                    ".tar.bz2",
                                    ".tar.xz",
                                    ".egg");
                            String python = oneIn(random, 6) ? pick(random, "-py2.7", "-py3", "-py3.13") : "";
                            String stem = spelled(random, project) + "-" + pick(random, VERSIONS) + python;
                            return List.of(damageOneIn(random, 4, stem) + extension, project);
                        },
                        FileCases::source)
                .also("a-1.0-1.tar.gz", "a")
                .also("a-b-6.0.tar.gz", "a")
                .also("a-b-6.0.tar.gz", "a-b")
                .also("foo__bar-1.tar.gz", "foo-bar")
                .also("a-3.0.linux-x86_64.tar.gz", "a")
                .also("a-1.0-macosx10.tar.gz", "a")
                .also("a_macosx10-1.0.zip", "a-macosx10")
                .except(
                        "pip takes more kinds of archives than PEP 625 allows",
                        (texts, ours, theirs) -> theirs.equals(INVALID)
                                && !texts.get(0).endsWith(".tar.gz")
                                && !texts.get(0).endsWith(".zip"))
                .except(
                        "pip passes over a .zip for macosx10, an old binary archive",
                        (texts, ours, theirs) -> ours.equals(INVALID)
                                && texts.get(0).contains("macosx10")
                                && texts.get(0).endsWith(".zip"))
                .except(
                        "pip takes -pyX.Y off an old name, and compares it with the target",
                        (texts, ours, theirs) -> texts.get(0).matches("(?s).*-py[123]\\.?[0-9]?\\.(tar\\.gz|zip)"))
                .except(
                        "pip knows the project, and splits after it; packaging splits at the last dash, whatever the name",
                        (texts, ours, theirs) -> !lastDashFollows(texts.get(0), texts.get(1)));
    }

    /** Pip's own rule, restated slowly in Python; here nothing may differ. */
    private static CaseClass sourceVersions() {
        return new CaseClass(
                        "source file names by pip's rule",
                        "sdist_version",
                        10_000,
                        random -> {
                            String project = pick(random, PROJECTS);
                            String named = oneIn(random, 3) ? pick(random, PROJECTS) : project;
                            String stem = spelled(random, named) + "-"
                                    + maybe(random, pick(random, VERSIONS) + "-")
                                    + pick(random, VERSIONS);
                            return List.of(damageOneIn(random, 3, stem) + ".tar.gz", project);
                        },
                        texts -> source(texts).replaceAll("^[^|]*\\|", ""))
                .also("a-1.0-1.tar.gz", "a")
                .also("a-b-6.0.tar.gz", "a")
                .also("foo--bar-1.tar.gz", "foo-bar")
                .also("foo--1.tar.gz", "foo");
    }

    private static String spelled(Random random, String project) {
        String name = project.replace("-", pick(random, "-", "_", ".", "__", "-_"));
        return random.nextBoolean() ? name : name.toUpperCase(java.util.Locale.ROOT);
    }

    private static String source(List<String> texts) {
        ProjectName project = ProjectName.of(texts.get(1));
        return text(DistributionFilename.parse(texts.get(0), project).map(name -> project + "|" + name.version()));
    }

    private static boolean lastDashFollows(String filename, String project) {
        String stem = filename.replaceAll("\\.(tar\\.gz|zip)\\z", "");
        String name = stem.substring(0, Math.max(0, stem.lastIndexOf('-')));
        return name.toLowerCase(java.util.Locale.ROOT).replaceAll("[-_.]+", "-").equals(project);
    }

    static String text(Parsed<String> parsed) {
        return parsed instanceof Parsed.Ok<String>(var text) ? text : INVALID;
    }
}
