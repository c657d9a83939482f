package org.compatserver.index;

/** What came of asking for a part of a file. */
public sealed interface PartReply {
    /**
     * Bytes of the file.
     *
     * @param bytes what was asked for; more where a server sent a small file whole, less where the file ends before
     * @param from the position of the first of them
     * @param total the file's length
     */
    @SuppressWarnings("ArrayRecordComponent") // a value on its way, never compared
    record Part(byte[] bytes, long from, long total) implements PartReply {}

    /**
     * The server does not serve parts, or not in this form.
     *
     * @param total the file's length; -1 when the server did not say
     */
    record Refused(long total) implements PartReply {}

    /** There is no such file (404, 410). */
    record Missing() implements PartReply {}
}
