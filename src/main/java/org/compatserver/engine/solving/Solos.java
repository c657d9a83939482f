package org.compatserver.engine.solving;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.compatserver.catalog.Looked;
import org.compatserver.engine.solving.Search.Answer;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.verdict.Explanation;
import org.jspecify.annotations.Nullable;

/** What packages come to by themselves, remembered for the questions that ask for them again. Safe for many threads. */
final class Solos {
    /** A few kilobytes each. */
    private static final int MOST = 8_192;

    private final Map<Key, Solo> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Solo> eldest) {
            return size() > MOST;
        }
    });

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
        private volatile @Nullable Why why;

        /** @param looked on what the answer rests */
        Solo(Answer answer, Looked looked) {
            this.answer = answer;
            this.looked = looked;
            this.lasting = answer instanceof Answer.Impossible(var proof) && !Proofs.restsOnAdmission(proof);
        }

        Answer answer() {
            return answer;
        }

        Looked looked() {
            return looked;
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

    @Nullable
    Solo known(Key key) {
        return known.get(key);
    }

    void keep(Key key, Solo solo) {
        known.put(key, solo);
    }
}
