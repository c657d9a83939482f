package org.compatserver.round.solving;

import java.util.function.Supplier;
import org.compatserver.engine.EngineFault;
import org.compatserver.engine.EngineFault.Kind;
import org.compatserver.index.IndexFault;

/** Tells of what went wrong with the index as a fault of the engine. */
final class Guard {
    private Guard() {}

    /** What {@code task} returns. */
    static <T> T faults(Supplier<T> task) {
        try {
            return task.get();
        } catch (IndexFault fault) {
            Kind kind = switch (fault.kind()) {
                case NOT_CONFIGURED -> Kind.NOT_CONFIGURED;
                case UNREACHABLE, UNAUTHORIZED, FAILED, MALFORMED -> Kind.INDEX;
                case OFFLINE -> Kind.OFFLINE;
            };
            throw new EngineFault(kind, String.valueOf(fault.getMessage()), fault);
        }
    }
}
