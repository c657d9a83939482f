package org.compatserver.metadata;

/** What a file says about itself. */
public sealed interface MetadataAnswer {
    /**
     * The metadata's text.
     *
     * @param text in the form of a METADATA file (only the fields that matter may be kept: Metadata-Version, Name, Version, Requires-Dist, Requires-Python,
     *     Provides-Extra, Dynamic)
     * @param assumed whether it was put together from a source archive's egg-info, which the build may contradict
     */
    record Known(String text, boolean assumed) implements MetadataAnswer {}

    /** It cannot be had without building the file. */
    record Unknowable(String reason) implements MetadataAnswer {}

    /** The file is broken: no archive, no metadata in it, not text. */
    record Broken(String problem) implements MetadataAnswer {}
}
