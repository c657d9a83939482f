package org.compatserver.index;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads what it needs of a file while it arrives.
 *
 * @param <T> what it makes of it
 */
@FunctionalInterface
public interface BodyReader<T> {
    /**
     * Called again from the start, with a new stream, when the connection broke off and the file is asked for again.
     *
     * @param body need not be read to its end; never fails for reasons of the network
     * @throws IOException if what was read makes no sense to the reader
     */
    T read(InputStream body) throws IOException;
}
