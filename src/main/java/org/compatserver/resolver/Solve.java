package org.compatserver.resolver;

import org.compatserver.resolver.spi.Budget;
import org.compatserver.resolver.spi.PackageSource;

record Solve(PackageSource source, Request request, Budget budget) {
    Outcome run() {
        throw new UnsupportedOperationException("contract");
    }
}
