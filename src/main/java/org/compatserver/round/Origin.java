package org.compatserver.round;

/** Whose work a result is. Their order is part of what is stored. */
public enum Origin {
    /** It was worked out for this target in this round. */
    COMPUTED,
    /** Another target of this round reads all that it rests on the same way. */
    SHARED,
    /** An earlier round found it, and nothing that it rests on has changed. */
    KEPT
}
