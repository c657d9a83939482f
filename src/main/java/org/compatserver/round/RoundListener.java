package org.compatserver.round;

/** Is told how a round goes on, from any thread. */
public interface RoundListener {
    /** So many of so many checks are done, those that were known before among them. */
    void progress(long done, long all);

    /** The round has this number from now on, whether it is new or gone on with. */
    default void begun(long id) {}

    /** The round was cut off before: so many of its checks were kept from then. Told when all was given. */
    default void resumed(long checks) {}

    /** The round cannot be stored to its end: why, and who can do what. Its results are there all the same, this once. */
    default void unsaved(String why) {}

    /** What the time went into, when all was given. */
    default void spent(Timing timing) {}

    RoundListener NONE = (done, all) -> {};
}
