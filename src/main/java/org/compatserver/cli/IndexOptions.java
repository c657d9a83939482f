package org.compatserver.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where index data comes from and where things are kept. */
final class IndexOptions {
    private static final Pattern AGE = Pattern.compile("([0-9]{1,9})(s|m|h|d)?");

    @Option(
            names = "--index-url",
            paramLabel = "URL",
            description = "The package index; left out, the one that the installed pip uses.")
    @Nullable
    String indexUrl;

    @Option(names = "--extra-index-url", paramLabel = "URL", description = "Another index beside it; may be repeated.")
    @Nullable
    List<String> extraIndexUrls;

    @Option(
            names = "--find-links",
            paramLabel = "PLACE",
            description = "A folder with files, or a page with links to some; may be repeated.")
    @Nullable
    List<String> findLinks;

    @Option(
            names = "--snapshot",
            paramLabel = "FILE",
            description = "Answer from this recorded index; nothing is fetched.")
    @Nullable
    Path snapshot;

    @Option(names = "--offline", description = "Fetch nothing: answer from the cache, else from the shipped snapshot.")
    boolean offline;

    @Option(
            names = "--max-age",
            paramLabel = "AGE",
            description = "Use pages younger than this without asking again: seconds, or 10m, 2h, 1d.")
    @Nullable
    String maxAge;

    @Option(names = "--cache-dir", paramLabel = "FOLDER", description = "Where to keep what was fetched.")
    @Nullable
    Path cacheDir;

    @Option(names = "--data-dir", paramLabel = "FOLDER", description = "Where to keep the results of rounds.")
    @Nullable
    Path dataDir;

    /** The settings, with what else a command knows of them. */
    Settings settings(Environment environment, @Nullable String three, @Nullable String platform) throws Usage {
        return new Settings(
                indexUrl,
                environment.listed(extraIndexUrls, "--extra-index-url"),
                findLinks(environment),
                snapshot,
                offline,
                age(),
                cacheDir,
                dataDir,
                minor(three),
                platform(platform),
                environment.variables());
    }

    /** The places of files beside the index. */
    List<String> findLinks(Environment environment) {
        return environment.listed(findLinks, "--find-links");
    }

    private @Nullable Duration age() throws Usage {
        return maxAge == null ? null : age(maxAge, "--max-age");
    }

    static Duration age(String text, String option) throws Usage {
        Matcher matcher = AGE.matcher(text);
        if (!matcher.matches()) {
            throw new Usage("Invalid value '" + text + "' of " + option + ". Must be seconds, or such as 10m, 2h, 1d");
        }
        long number = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        return switch (unit) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofSeconds(number);
        };
    }

    private static int minor(@Nullable String three) throws Usage {
        int standard = org.compatserver.wire.QuestionReader.Defaults.STANDARD.three();
        if (three == null) {
            return standard;
        }
        return switch (PythonVersion.parse(three, standard)) {
            case Parsed.Ok<PythonVersion>(var version) when version.major() == 3 -> version.minor();
            case Parsed.Ok<PythonVersion> ok -> throw new Usage("--python says what Python 3 means here: 3.6 to 3.15");
            case Parsed.Bad<PythonVersion>(var problem) -> throw new Usage(problem.message());
        };
    }

    private static Platform platform(@Nullable String text) throws Usage {
        if (text == null) {
            return Platform.DEFAULT;
        }
        return switch (Platform.parse(text)) {
            case Parsed.Ok<Platform>(var platform) -> platform;
            case Parsed.Bad<Platform>(var problem) -> throw new Usage(problem.withPlace());
        };
    }
}
