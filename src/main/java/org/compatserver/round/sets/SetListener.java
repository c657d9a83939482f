package org.compatserver.round.sets;

/** Is told how a search goes on. */
public interface SetListener {
    /**
     * So much is known.
     *
     * @param best the size of the largest set that was found
     * @param atMost no set is larger
     */
    void progress(int best, int atMost);

    SetListener NONE = (best, atMost) -> {};
}
