package org.compatserver.pep.distribution;

import java.util.List;

/** Why a version cannot be used, whatever else is chosen. */
public sealed interface Unavailable {

    /** The index does not know the project. */
    record UnknownProject() implements Unavailable {}

    /** Its wheels are for other platforms or Pythons, and it has no source archive that counts. */
    record NoMatchingWheel(List<String> tags) implements Unavailable {
        public NoMatchingWheel {
            tags = List.copyOf(tags);
        }
    }

    /** It has source archives only, and the question counts wheels only. */
    record SourceOnly() implements Unavailable {}

    /** It needs another Python. */
    record RequiresPython(String specifiers) implements Unavailable {}

    /** Every file of it was uploaded at or after the question's moment. */
    record UploadedLater() implements Unavailable {}

    /** No file of it has a name that can be read, or it has none at all. */
    record NoFile() implements Unavailable {}

    /** Its metadata cannot be read, or names another project. */
    record InvalidMetadata(String file, String problem) implements Unavailable {}

    /** Its metadata cannot be had without building it. */
    record Unknowable(String file, String reason) implements Unavailable {}

    /** It requires a direct address, which is never fetched. */
    record DirectReference(String requirement) implements Unavailable {}
}
