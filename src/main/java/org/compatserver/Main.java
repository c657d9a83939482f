package org.compatserver;

/** Hands over to the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {}
}
