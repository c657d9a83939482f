package org.compatserver.pep.requirement;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables that a marker can name (PEP 508, table of "Environment Markers"). */
enum MarkerVariable {
    PYTHON_VERSION("python_version"),
    PYTHON_FULL_VERSION("python_full_version"),
    OS_NAME("os_name"),
    SYS_PLATFORM("sys_platform"),
    PLATFORM_RELEASE("platform_release"),
    PLATFORM_SYSTEM("platform_system"),
    PLATFORM_VERSION("platform_version"),
    PLATFORM_MACHINE("platform_machine"),
    PLATFORM_PYTHON_IMPLEMENTATION("platform_python_implementation"),
    IMPLEMENTATION_NAME("implementation_name"),
    IMPLEMENTATION_VERSION("implementation_version"),
    /** The one extra that is asked for: not of the environment. */
    EXTRA("extra"),
    /** In lock files only. */
    EXTRAS("extras"),
    /** In lock files only. */
    DEPENDENCY_GROUPS("dependency_groups");

    /** The older spellings that markers may use. */
    private static final Map<String, MarkerVariable> ALIASES = Map.of(
            "os.name", OS_NAME,
            "sys.platform", SYS_PLATFORM,
            "platform.version", PLATFORM_VERSION,
            "platform.machine", PLATFORM_MACHINE,
            "platform.python_implementation", PLATFORM_PYTHON_IMPLEMENTATION,
            "python_implementation", PLATFORM_PYTHON_IMPLEMENTATION);

    private static final Map<String, MarkerVariable> CANONICAL = canonical();

    private final String text;

    MarkerVariable(String text) {
        this.text = text;
    }

    private static Map<String, MarkerVariable> canonical() {
        Map<String, MarkerVariable> names = new LinkedHashMap<>();
        for (MarkerVariable variable : values()) {
            names.put(variable.text, variable);
        }
        return names;
    }

    /** The variable whose name is here, the cursor then being after it; null if none is. */
    static @Nullable MarkerVariable read(Cursor cursor) {
        MarkerVariable variable = read(cursor, CANONICAL);
        return variable != null ? variable : read(cursor, ALIASES);
    }

    private static @Nullable MarkerVariable read(Cursor cursor, Map<String, MarkerVariable> names) {
        for (Map.Entry<String, MarkerVariable> name : names.entrySet()) {
            if (cursor.takeWord(name.getKey())) {
                return name.getValue();
            }
        }
        return null;
    }

    static @Nullable MarkerVariable named(String canonicalName) {
        return CANONICAL.get(canonicalName);
    }

    /** Whether its values are compared as versions. */
    boolean isVersion() {
        return this == PYTHON_VERSION
                || this == PYTHON_FULL_VERSION
                || this == PLATFORM_RELEASE
                || this == IMPLEMENTATION_VERSION;
    }

    /** Whether it stands for a set of names, which only lock files have. */
    boolean isSet() {
        return this == EXTRAS || this == DEPENDENCY_GROUPS;
    }

    /** Its value; null outside of lock files for what only they have. */
    @Nullable
    String value(MarkerEnvironment environment, @Nullable Extra extra) {
        return switch (this) {
            case PYTHON_VERSION -> environment.pythonVersion();
            case PYTHON_FULL_VERSION -> released(environment.pythonFullVersion());
            case OS_NAME -> environment.osName();
            case SYS_PLATFORM -> environment.sysPlatform();
            case PLATFORM_RELEASE -> environment.platformRelease();
            case PLATFORM_SYSTEM -> environment.platformSystem();
            case PLATFORM_VERSION -> environment.platformVersion();
            case PLATFORM_MACHINE -> environment.platformMachine();
            case PLATFORM_PYTHON_IMPLEMENTATION -> environment.platformPythonImplementation();
            case IMPLEMENTATION_NAME -> environment.implementationName();
            case IMPLEMENTATION_VERSION -> environment.implementationVersion();
            case EXTRA -> extra == null ? "" : extra.normalized();
            case EXTRAS, DEPENDENCY_GROUPS -> null;
        };
    }

    /** A Python that was not built from a release ends its version with a plus sign, which is no version. */
    private static String released(String pythonFullVersion) {
        return pythonFullVersion.endsWith("+") ? pythonFullVersion + "local" : pythonFullVersion;
    }

    /** The canonical name. */
    @Override
    public String toString() {
        return text;
    }
}
