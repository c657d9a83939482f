package org.compatserver.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Environment variables as a source of options: {@code --index-url} is also {@code COMPAT_INDEX_URL}. The command line wins. */
record Environment(Map<String, String> variables) implements CommandLine.IDefaultValueProvider {

    Environment {
        variables = Map.copyOf(variables);
    }

    /** The variable of an option. */
    static String variable(String longOption) {
        return "COMPAT_" + longOption.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (argument instanceof OptionSpec option
                && !option.isMultiValue()
                && !option.usageHelp()
                && !option.versionHelp()) {
            String value = variables.get(variable(option.longestName()));
            return value == null || value.isBlank() ? null : value.strip();
        }
        return null;
    }

    /** What the command line says; if nothing, the words of the option's variable. */
    List<String> listed(@Nullable List<String> fromCommandLine, String longOption) {
        if (fromCommandLine != null && !fromCommandLine.isEmpty()) {
            return fromCommandLine;
        }
        String value = variables.getOrDefault(variable(longOption), "").strip();
        return value.isEmpty() ? List.of() : List.of(value.split("\\s+"));
    }
}
