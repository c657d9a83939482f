package org.compatserver.wire;

/**
 * What could not be done, and why (RFC 9457, "Problem Details for HTTP APIs").
 *
 * @param title the status in a few words
 * @param status the HTTP status
 * @param detail what happened and who can act
 */
public record Problem(String type, String title, int status, String detail) {
    /** Its media type. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem(String title, int status, String detail) {
        this("about:blank", title, status, detail);
    }

    /** A question that cannot be asked. */
    public static Problem of(Asked.Refused refused) {
        return new Problem("Bad Request", 400, refused.message());
    }
}
