package org.compatserver.verdict;

import java.util.List;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.verdict.Phrases.Phrase;

/** Why versions cannot be used, in words. */
final class Reasons {
    private static final int MOST_TAGS = 2;

    private Reasons() {}

    /** A clause about the versions, without a full stop. */
    static String clause(Phrase who, Unavailable reason) {
        return switch (reason) {
            case Unavailable.UnknownProject() -> who.verb("is", "are") + " not known to the index";
            case Unavailable.NoMatchingWheel(List<String> tags) ->
                who.verb("has", "have") + " wheels for other platforms or Pythons only" + tags(tags);
            case Unavailable.SourceOnly() ->
                who.verb("has", "have") + " source archives only, while only wheels count here";
            case Unavailable.RequiresPython(String specifiers) -> who.verb("needs", "need") + " Python " + specifiers;
            case Unavailable.UploadedLater() -> who.verb("was", "were") + " uploaded only after the moment asked for";
            case Unavailable.NoFile() -> who.verb("has", "have") + " no file that can be installed";
            case Unavailable.InvalidMetadata(String file, String problem) ->
                who.verb("has", "have") + " metadata that cannot be used (" + file + ": " + problem + ")";
            case Unavailable.Unknowable(String file, String why) ->
                who.verb("has", "have") + " requirements that only a build can tell (" + file + ": " + why + ")";
            case Unavailable.DirectReference(String requirement) ->
                who.verb("needs", "need") + " " + requirement + ", an address, which is never fetched";
        };
    }

    private static String tags(List<String> tags) {
        if (tags.isEmpty()) {
            return "";
        }
        return " (" + String.join(", ", tags.subList(0, Math.min(MOST_TAGS, tags.size())))
                + (tags.size() > MOST_TAGS ? ", …" : "") + ")";
    }
}
