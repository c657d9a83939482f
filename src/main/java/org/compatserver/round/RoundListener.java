package org.compatserver.round;

/** Is told how a round goes on, from any thread. */
public interface RoundListener {
    /** So many of so many checks are done, those that were known before among them. */
    void progress(long done, long all);

    RoundListener NONE = (done, all) -> {};
}
