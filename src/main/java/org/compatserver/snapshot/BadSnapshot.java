package org.compatserver.snapshot;

import java.io.IOException;

/** A file that was given as a snapshot and is none, or none that can be read; the message names the file and what is wrong with it. */
public final class BadSnapshot extends IOException {
    private static final long serialVersionUID = 1L;

    BadSnapshot(String file, String problem) {
        super(file + " cannot be used as a snapshot: " + problem);
    }
}
