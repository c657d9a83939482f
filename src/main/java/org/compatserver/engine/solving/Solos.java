package org.compatserver.engine.solving;

import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import org.compatserver.catalog.Looked;
import org.compatserver.engine.solving.Search.Answer;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.verdict.Explanation;
import org.jspecify.annotations.Nullable;

/** What packages come to by themselves, remembered for the questions that ask for them again. Safe for many threads. */
final class Solos {
    /** So many pins, pages and steps of proofs in all: some hundred bytes each. */
    private static final long MOST = 300_000;

    private final SequencedMap<Key, Solo> known = new LinkedHashMap<>(16, 0.75f, true);
    private long size;

    /** Which of its sets are sought. */
    enum Where {
        NEWEST_OR_NEWER,
        ANYWHERE
    }

    /**
     * A package.
     *
     * @param view what decides which files count, see {@link org.compatserver.catalog.CatalogSource#view}
     */
    record Key(Object view, Requirement requirement, boolean strict, Where where) {}

    /** What was found of it. */
    static final class Solo {
        private final Answer answer;
        private final Looked looked;
        private final boolean lasting;
        private final int size;
        private volatile @Nullable Why why;

        /** @param looked on what the answer rests */
        Solo(Answer answer, Looked looked) {
            this.answer = answer;
            this.looked = looked;
            this.size = 1 + looked.size() + size(answer);
            this.lasting = answer instanceof Answer.Impossible(var proof) && !Proofs.restsOnAdmission(proof);
        }

        private static int size(Answer answer) {
            return switch (answer) {
                case Answer.Exists(var decisions) -> decisions.size();
                case Answer.Impossible(var proof) -> proof.inOrder().size();
                case Answer.Depends(var _, var decisions) -> decisions.size();
            };
        }

        Answer answer() {
            return answer;
        }

        Looked looked() {
            return looked;
        }

        int size() {
            return size;
        }

        /** Whether there is no set, whatever the package is beside: a partner could only admit what was not admitted. */
        boolean isImpossibleBesideAny() {
            return lasting;
        }

        @Nullable
        Why why() {
            return why;
        }

        void tell(Why known) {
            why = known;
        }
    }

    /**
     * Why there is no set.
     *
     * @param assumed the source archives on whose egg-info that rests
     */
    record Why(Explanation explanation, Set<String> assumed) {}

    synchronized @Nullable Solo known(Key key) {
        return known.get(key);
    }

    /** What was asked for last stays longest. */
    synchronized void keep(Key key, Solo solo) {
        Solo before = known.put(key, solo);
        size += solo.size() - (before == null ? 0 : before.size());
        while (size > MOST) {
            size -= Objects.requireNonNull(known.pollFirstEntry(), "Something has a size")
                    .getValue()
                    .size();
        }
    }

    /** What rests on pages that are no more. */
    synchronized void forget(Key key, Solo solo) {
        if (known.remove(key, solo)) {
            size -= solo.size();
        }
    }
}
