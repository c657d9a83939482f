package org.compatserver.round.solving;

/** What one thread works with. */
final class Tools {
    final Forcing forcing;
    final Laying laying;

    Tools(Sites sites) {
        this.forcing = new Forcing(sites);
        this.laying = new Laying(sites);
    }
}
