package org.compatserver.referee;

/** Hears how far the referee is. Called from many threads. */
public interface Progress {
    /** Something that who runs it should know: a sentence. */
    void say(String text);

    /** So many answers will be needed. */
    void begin(int answers);

    /** One more is there. */
    void step();

    /** All are there. */
    void end();
}
