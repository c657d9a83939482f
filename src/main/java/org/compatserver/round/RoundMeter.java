package org.compatserver.round;

/** Port: is told what all rounds of this process come to, for whoever counts; from any thread. It must be quick. */
public interface RoundMeter {
    /** A round begins. */
    void begun();

    /**
     * Pairs were looked at.
     *
     * @param cells packed ({@link Cell}), {@link Cell#OPEN} of a pair that could not be decided; not to be kept or changed
     */
    void settled(byte[] cells);

    /** A round is over: finished, or cut off. */
    void ended(boolean finished);

    RoundMeter NONE = new RoundMeter() {
        @Override
        public void begun() {}

        @Override
        public void settled(byte[] cells) {}

        @Override
        public void ended(boolean finished) {}
    };
}
