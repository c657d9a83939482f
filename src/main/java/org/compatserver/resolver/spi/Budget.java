package org.compatserver.resolver.spi;

/** When the solver has to stop. A spent budget is a fault, never a verdict. */
public interface Budget {
    /**
     * Called at every decision and every conflict.
     *
     * @throws BudgetSpent if steps, time or patience are at an end
     */
    void step();

    /** Thrown by {@link #step()}; says what was spent. */
    final class BudgetSpent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public BudgetSpent(String message) {
            super(message);
        }
    }

    /** No bound: for tests. */
    static Budget unbounded() {
        return () -> {};
    }
}
