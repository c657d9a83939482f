package org.compatserver.web;

/** Port: is told of every request, for whoever counts; from any thread. It must be quick. */
public interface RequestListener {
    /** A request's head is there. */
    void begun();

    /** It finds no room; its end is told, too. */
    void refused(Refusal why);

    /**
     * It is answered, or its client is gone.
     *
     * @param route as the description has it, {@code /rounds/{id}} for example; {@code none} where there is none
     * @param method {@code other} of those that no route knows
     * @param nanos from the head to the end of the answer
     */
    void ended(String route, String method, int status, long nanos);

    /** For want of what. */
    enum Refusal {
        /** Too many requests at once, of all clients. */
        CROWD,
        /** Too many requests at once, of this client. */
        CLIENT,
        /** Too many checks a second, of this client. */
        RATE
    }

    RequestListener NONE = new RequestListener() {
        @Override
        public void begun() {}

        @Override
        public void refused(Refusal why) {}

        @Override
        public void ended(String route, String method, int status, long nanos) {}
    };
}
