package org.compatserver.referee;

import java.util.ArrayList;
import java.util.List;
import org.compatserver.pep.requirement.Requirement;
import org.jspecify.annotations.Nullable;

/**
 * What a tool's two answers come to. Pinned to the newest they fit: SUCCESS. Else the free answer tells whether they fit at all.
 *
 * @param shown a set that shows it: the pinned one, else the free one; null when there is none
 * @param free what a user gets; null when nobody was asked
 * @param message what broke down, or the tool's own words where nothing fits
 */
record Theirs(
        Result result,
        Answer.@Nullable Installed shown,
        @Nullable Answer free,
        String message) {

    static final Theirs NOBODY = new Theirs(Result.OPEN, null, null, "");

    /** pip's. */
    static Theirs ofPip(Case one, Hearing hearing, Asker asker) throws InterruptedException {
        for (Requirement requirement : one.requirements()) {
            if (asker.alone(one.interpreter(), requirement) instanceof Answer.Broken broken) {
                return broken(broken);
            }
        }
        Answer free = asker.pip(one.interpreter(), true, one.texts());
        Answer pinned = asker.pip(one.interpreter(), true, hearing.pinned(one));
        return of(pinned, free, hearing.isAtNewest(one, free));
    }

    /** uv's; pip's newest is the yardstick for it, too. */
    static Theirs ofUv(Case one, Hearing hearing, Asker asker) throws InterruptedException {
        Answer free = asker.uv(one.interpreter(), one.texts());
        Answer pinned = asker.uv(one.interpreter(), hearing.pinned(one));
        return free == null || pinned == null ? NOBODY : of(pinned, free, hearing.isAtNewest(one, free));
    }

    static Theirs of(Answer pinned, Answer free, boolean freeIsAtNewest) {
        if (pinned instanceof Answer.Installed shown) {
            return new Theirs(Result.SUCCESS, shown, free, "");
        }
        if (free instanceof Answer.Installed shown && freeIsAtNewest) {
            return new Theirs(Result.SUCCESS, shown, free, "");
        }
        if (pinned instanceof Answer.Broken broken) {
            return broken(broken);
        }
        return switch (free) {
            case Answer.Installed shown -> new Theirs(Result.CHECK_WARNING, shown, free, "");
            case Answer.Impossible(var message) -> new Theirs(Result.INSTALL_ERROR, null, free, message);
            case Answer.Broken broken -> broken(broken);
        };
    }

    private static Theirs broken(Answer.Broken broken) {
        boolean open = broken.equals(Asker.NOT_ASKED);
        return new Theirs(open ? Result.OPEN : Result.FAULT, null, broken, broken.message());
    }

    /** The free set; null when there is none. */
    Answer.@Nullable Installed installed() {
        return free instanceof Answer.Installed installed ? installed : null;
    }

    /** The question in its other orders. */
    static List<List<String>> otherOrders(List<String> texts) {
        List<List<String>> orders = new ArrayList<>();
        for (int i = 1; i < texts.size(); i++) {
            List<String> turned = new ArrayList<>(texts.subList(i, texts.size()));
            turned.addAll(texts.subList(0, i));
            orders.add(turned);
        }
        return orders;
    }
}
