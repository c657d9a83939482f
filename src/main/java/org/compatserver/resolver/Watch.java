package org.compatserver.resolver;

/** An incompatibility, and the two of its terms (one, if it has no other) whose nodes tell it of changes. */
final class Watch {
    Incompatibility incompatibility;
    int first;
    int second;

    Watch(Incompatibility incompatibility, int first, int second) {
        this.incompatibility = incompatibility;
        this.first = first;
        this.second = second;
    }
}
