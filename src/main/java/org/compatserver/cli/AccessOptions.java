package org.compatserver.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.wire.QuestionReader;
import org.compatserver.wire.portfolio.Reading;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say who may ask a server what. */
final class AccessOptions {
    private static final int SHORTEST_TOKEN = 16;

    /** A secret may hold any character. */
    private static final Pattern WHOLE_LINE = Pattern.compile("^\\s*#.*");

    private static final Pattern REST_OF_LINE = Pattern.compile("(^|\\s)#.*");

    @Option(
            names = "--token",
            paramLabel = "TEXT",
            description =
                    "Lets whoever sends it start and see rounds (Authorization: Bearer TEXT), and nobody else; left"
                            + " out, this machine can. Better set as COMPAT_TOKEN: command lines are no secret.")
    @Nullable
    String token;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "More such tokens, one a line; lines that begin with # are comments.")
    @Nullable
    Path tokenFile;

    @Option(
            names = "--token-for",
            paramLabel = "WHAT",
            description = "What a token is needed for: rounds (left out), or all: checks, too.")
    @Nullable
    String tokenFor;

    @Option(
            names = "--allow-packages",
            paramLabel = "FILE",
            description = "The only packages that may be asked about, a name a line; # begins a comment.")
    @Nullable
    Path allowPackages;

    @Option(
            names = "--trusted-proxy",
            paramLabel = "NETWORK",
            description = "A proxy, or a network of such (10.0.0.0/8), whose X-Forwarded-For tells the client; may be"
                    + " repeated. Left out, whoever is connected is the client.")
    @Nullable
    List<String> trustedProxies;

    List<String> tokens() throws Usage {
        List<String> tokens = new ArrayList<>();
        if (token != null) {
            tokens.add(secret(token.strip(), "--token"));
        }
        if (tokenFile != null) {
            for (String line : lines(tokenFile, "--token-file", WHOLE_LINE)) {
                tokens.add(secret(line, "A line of --token-file"));
            }
            if (tokens.isEmpty()) {
                throw new Usage("There is no token in " + tokenFile + " (--token-file)");
            }
        }
        return tokens;
    }

    private static String secret(String text, String what) throws Usage {
        if (text.length() < SHORTEST_TOKEN) {
            throw new Usage(what + " is too short to be a secret: it takes " + SHORTEST_TOKEN + " characters or more");
        }
        return text;
    }

    boolean tokenForAll() throws Usage {
        if (tokenFor != null && !tokenFor.equals("rounds") && !tokenFor.equals("all")) {
            throw new Usage("Invalid value '" + tokenFor + "' of --token-for. Must be rounds or all");
        }
        boolean forAll = "all".equals(tokenFor);
        if (forAll && token == null && tokenFile == null) {
            throw new Usage("--token-for all needs --token or --token-file");
        }
        return forAll;
    }

    List<String> proxies(Environment environment) {
        return environment.listed(trustedProxies, "--trusted-proxy");
    }

    /** The reader, of questions about what is allowed. */
    QuestionReader restrict(QuestionReader reader) throws Usage {
        if (allowPackages == null) {
            return reader;
        }
        Set<ProjectName> names = new HashSet<>();
        for (String line : lines(allowPackages, "--allow-packages", REST_OF_LINE)) {
            switch (ProjectName.parse(line)) {
                case Parsed.Ok<ProjectName>(var name) -> names.add(name);
                case Parsed.Bad<ProjectName>(var problem) ->
                    throw new Usage(allowPackages + " (--allow-packages): " + problem.withPlace());
            }
        }
        return reader.withAllowed(names);
    }

    /** What is neither empty nor a comment. */
    private static List<String> lines(Path file, String option, Pattern comment) throws Usage {
        return switch (InputFiles.text(file.toString())) {
            case Reading.Wrong<String> wrong -> throw new Usage(wrong.text() + " (" + option + ")");
            case Reading.Fine<String>(var text) ->
                text.lines()
                        .map(line -> comment.matcher(line).replaceFirst("").strip())
                        .filter(line -> !line.isEmpty())
                        .toList();
        };
    }
}
