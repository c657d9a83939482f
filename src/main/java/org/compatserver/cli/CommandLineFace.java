package org.compatserver.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.compatserver.check.Fault;
import org.compatserver.wire.Json;
import org.compatserver.wire.Problem;
import org.compatserver.wire.Suggestion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. Exit codes: 0, 1 and 2 as {@code compat check --help} says; 2 for whatever goes wrong. */
public final class CommandLineFace {
    private final Services.Opener opener;
    private final Environment environment;
    private final Console console;

    CommandLineFace(Services.Opener opener, Map<String, String> environment, Console console) {
        this.opener = opener;
        this.environment = new Environment(environment);
        this.console = console;
    }

    /** Runs a command with the process's own environment and streams, and ends the process. */
    public static void main(String[] arguments, Services.Opener opener) {
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        Console console = new Console(out, err, Boolean.getBoolean("compat.terminal"));
        int code = new CommandLineFace(opener, System.getenv(), console).run(arguments);
        out.flush();
        System.exit(code);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Runs a command in the given surroundings; the result is the exit code. */
    public static int run(
            String[] arguments,
            Services.Opener opener,
            Map<String, String> environment,
            PrintStream out,
            PrintStream err) {
        return new CommandLineFace(opener, environment, new Console(out, err, false)).run(arguments);
    }

    /** The root command. */
    @Command(
            name = "compat",
            description = {
                "Says whether Python packages can be installed together, and if not, why.",
                "It reads the package index; it never installs or runs a package."
            },
            synopsisSubcommandLabel = "COMMAND",
            footer = {
                "",
                "Start with:",
                "  compat check six Django",
                "  compat serve",
                "",
                "Every option can also be set as an environment variable: --index-url as COMPAT_INDEX_URL."
            })
    static final class Root implements Callable<Integer> {
        @CommandLine.Spec
        CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

        @Override
        public Integer call() {
            if (spec != null) {
                spec.commandLine().usage(spec.commandLine().getErr());
            }
            return 2;
        }
    }

    /** Runs a command; the result is the exit code. */
    int run(String... arguments) {
        CommandLine commands = commands();
        boolean json = Arrays.asList(arguments).contains("--json");
        commands.setParameterExceptionHandler((exception, given) -> failed(json, badUsage(exception)));
        commands.setExecutionExceptionHandler((exception, command, result) -> failed(json, problem(exception)));
        int code = commands.execute(arguments);
        console.out().flush();
        return code;
    }

    /** All commands, for their help too. */
    CommandLine commands() {
        CommandLine root = new CommandLine(new Root());
        CommandLine snapshot = new CommandLine(new SnapshotCommand.Group());
        snapshot.addSubcommand(new SnapshotCommand(this));
        root.addSubcommand(new CheckCommand(this))
                .addSubcommand(new RoundCommand(this))
                .addSubcommand(new RoundsCommand(this))
                .addSubcommand(new DiffCommand(this))
                .addSubcommand(new SinceCommand(this))
                .addSubcommand(new RepairCommand(this))
                .addSubcommand(new WhyCommand(this))
                .addSubcommand(new SetsCommand(this))
                .addSubcommand(new ServeCommand(this))
                .addSubcommand(new DoctorCommand(this))
                .addSubcommand(snapshot)
                .addSubcommand(new RefereeCommand(this))
                .addSubcommand(new WarmUpCommand(this))
                .addSubcommand(new CommandLine.HelpCommand());
        root.setDefaultValueProvider(environment);
        root.setUsageHelpWidth(100);
        root.setUsageHelpAutoWidth(false);
        root.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        root.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        root.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        help(root);
        root.getCommandSpec()
                .addOption(CommandLine.Model.OptionSpec.builder("--version")
                        .versionHelp(true)
                        .arity("0")
                        .type(boolean.class)
                        .description("Print the version.")
                        .build());
        root.getCommandSpec().version("compat " + version());
        return root;
    }

    private static void help(CommandLine command) {
        if (command.getCommand() instanceof CommandLine.HelpCommand) {
            // It brings its own.
            return;
        }
        command.getCommandSpec()
                .addOption(CommandLine.Model.OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .arity("0")
                        .type(boolean.class)
                        .description("Print this help.")
                        .build());
        command.getSubcommands().values().forEach(CommandLineFace::help);
    }

    /** The version that the jar carries; unpacked classes have none. */
    static String version() {
        String version = CommandLineFace.class.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged)" : version;
    }

    Environment environment() {
        return environment;
    }

    Console console() {
        return console;
    }

    Services open(Settings settings) throws Services.ConfigurationProblem {
        return opener.open(settings);
    }

    List<Finding> examine(Settings settings, int port) {
        return opener.examine(settings, port);
    }

    /** Tells what could not be done, as the command was asked to, and gives the exit code. */
    int failed(boolean json, Problem problem) {
        if (json) {
            console.out().println(Json.pretty(problem));
        } else {
            console.err().println("compat: " + problem.detail());
        }
        return 2;
    }

    /** The same of what the program could not do. */
    int failed(boolean json, Fault fault) {
        return failed(json, new Problem(fault.kind().title(), fault.kind().status(), fault.message()));
    }

    private static Problem badUsage(ParameterException exception) {
        String message = String.valueOf(exception.getMessage());
        if (exception instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().getFirst();
            List<String> known = word.startsWith("-")
                    ? options(exception.getCommandLine())
                    : List.copyOf(exception.getCommandLine().getSubcommands().keySet());
            String kind = word.startsWith("-") ? "option" : "command";
            message = "Unknown " + kind + " '" + word + "'."
                    + Suggestion.among(known, word)
                            .map(meant -> " Did you mean '" + meant + "'?")
                            .orElse("");
        }
        message = message.replaceFirst("is not an? (int|long)$", "is not a whole number");
        String name = exception.getCommandLine().getCommandSpec().qualifiedName();
        return usage(message + "\nSee " + name + " --help");
    }

    private static List<String> options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .flatMap(option -> Arrays.stream(option.names()))
                .toList();
    }

    private static Problem usage(String message) {
        return new Problem("Bad usage", 400, message);
    }

    private static Problem problem(Exception exception) {
        return switch (exception) {
            case org.compatserver.referee.RefereeProblem problem ->
                new Problem("Not on this machine", 500, String.valueOf(problem.getMessage()));
            case Usage usage -> usage(String.valueOf(usage.getMessage()));
            case Services.ConfigurationProblem problem ->
                new Problem("Not configured", 500, String.valueOf(problem.getMessage()));
            case java.io.IOException io -> new Problem("File trouble", 500, String.valueOf(io));
            default -> new Problem("Internal error", 500, "A mistake of this program, please report it: " + exception);
        };
    }
}
