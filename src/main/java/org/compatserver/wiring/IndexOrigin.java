package org.compatserver.wiring;

import java.util.Optional;
import org.compatserver.cli.Settings;
import org.compatserver.index.ConfigurationReader;
import org.compatserver.index.Surroundings;

/** From where the index's address came, in words. */
final class IndexOrigin {
    private IndexOrigin() {}

    /** As {@link Evidence#configuration} finds it. An option that is set as a variable is a variable's. */
    static String of(Settings settings) {
        String variable =
                settings.environment().getOrDefault("COMPAT_INDEX_URL", "").strip();
        String given = settings.indexUrl();
        if (given != null && !given.equals(variable)) {
            return "--index-url";
        }
        Optional<String> origin = ConfigurationReader.indexOrigin(Surroundings.ofThisMachine(settings.environment()));
        return origin.orElse("what the installed pip takes when nobody names one");
    }
}
