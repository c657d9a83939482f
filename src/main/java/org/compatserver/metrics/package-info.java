/** What this process did, in numbers, for a collector that comes and asks (the Prometheus text format, version 0.0.4). */
@NullMarked
package org.compatserver.metrics;

import org.jspecify.annotations.NullMarked;
