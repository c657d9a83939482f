package org.compatserver.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.compatserver.pep.target.Platform;
import org.jspecify.annotations.Nullable;

/**
 * What the program is to be built with. Null and empty mean: not said.
 *
 * @param indexUrl where the index is
 * @param findLinks folders with files, or pages with links to some
 * @param snapshot a recorded index to answer from, instead of a real one
 * @param offline whether nothing may be asked: only cache and snapshot answer
 * @param maxAge how old a page may be that is used without asking
 * @param cacheDir where what was fetched is kept
 * @param dataDir where results are kept
 * @param three what Python 3 means: a minor version
 * @param platform of questions that name none
 * @param environment the process's environment variables
 */
public record Settings(
        @Nullable String indexUrl,
        List<String> extraIndexUrls,
        List<String> findLinks,
        @Nullable Path snapshot,
        boolean offline,
        @Nullable Duration maxAge,
        @Nullable Path cacheDir,
        @Nullable Path dataDir,
        int three,
        Platform platform,
        Map<String, String> environment) {

    public Settings {
        extraIndexUrls = List.copyOf(extraIndexUrls);
        findLinks = List.copyOf(findLinks);
        environment = Map.copyOf(environment);
    }

    /** The same with these places of files. */
    public Settings withFindLinks(List<String> places) {
        return with(places, environment);
    }

    /** The same without places of files that are said to this program; those of pip's configuration stay. */
    Settings withoutFindLinks() {
        Map<String, String> rest = new HashMap<>(environment);
        rest.remove("COMPAT_FIND_LINKS");
        return with(List.of(), rest);
    }

    private Settings with(List<String> places, Map<String, String> variables) {
        return new Settings(
                indexUrl,
                extraIndexUrls,
                places,
                snapshot,
                offline,
                maxAge,
                cacheDir,
                dataDir,
                three,
                platform,
                variables);
    }
}
