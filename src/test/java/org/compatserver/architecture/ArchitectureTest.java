package org.compatserver.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.compatserver.Main;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Who may know whom: the table of ARCHITECTURE.md, as an allow-list. What is not in it fails. */
class ArchitectureTest {
    private static final String ROOT = "org.compatserver";

    /** What was compiled from the main sources, wherever that is. */
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(Main.class.getProtectionDomain().getCodeSource().getLocation());

    /** A row: the package, what of ours it may import beside itself, which libraries it may use beside the JDK. A row covers the packages below it. */
    private record Row(String name, Set<String> ours, Set<String> libraries) {}

    private static Row row(String name, String ours, String libraries) {
        return new Row(name, words(ours), words(libraries));
    }

    private static Set<String> words(String text) {
        return text.isBlank() ? Set.of() : Set.of(text.split(" "));
    }

    private static final List<Row> TABLE = List.of(
            row("pep", "", ""),
            row("resolver", "pep resolver.spi", ""),
            row("resolver.spi", "pep", ""),
            row("verdict", "pep", ""),
            row("certificate", "pep verdict", ""),
            row("index", "pep", "okhttp3 okio kotlin tools.jackson org.jsoup dev.failsafe org.slf4j"),
            row(
                    "metadata",
                    "pep index",
                    "okhttp3 okio kotlin org.apache.commons.compress org.tukaani.xz org.tomlj org.slf4j"),
            row("snapshot", "pep index metadata", "tools.jackson"),
            row("catalog", "pep index metadata resolver.spi", "org.slf4j"),
            row("engine", "verdict pep", ""),
            row("engine.solving", "engine verdict pep catalog resolver resolver.spi index", "org.slf4j"),
            row("process", "", "org.slf4j"),
            row("check", "verdict pep engine", "org.slf4j"),
            row("round", "check verdict pep engine", "org.slf4j"),
            row(
                    "round.solving",
                    "round engine engine.solving verdict pep catalog resolver resolver.spi index",
                    "org.slf4j"),
            row("store", "check round verdict pep wire", "org.sqlite tools.jackson org.slf4j"),
            row("referee", "check certificate process verdict pep", "tools.jackson"),
            row("wire", "verdict pep round", "tools.jackson com.fasterxml.jackson.annotation org.tomlj"),
            row("web", "check round wire verdict pep", "io.helidon org.slf4j"),
            row("cli", "check round referee wire verdict pep", "picocli me.tongfei.progressbar org.slf4j"),
            row("metrics", "check round index catalog web verdict", "io.prometheus"),
            row(
                    "wiring",
                    "metrics pep resolver resolver.spi verdict certificate index metadata snapshot catalog engine"
                            + " engine.solving process check round round.solving store referee wire web cli",
                    "org.slf4j ch.qos.logback"),
            row("", "wiring cli", ""));

    /** Libraries of annotations that every package may use. */
    private static final Set<String> EVERYWHERE =
            Set.of("org.jspecify.annotations", "com.google.errorprone.annotations");

    @Test
    void packagesImportOnlyWhatTheTableAllows() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            Row row = rowOf(type.getPackageName());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String target =
                        dependency.getTargetClass().getBaseComponentType().getPackageName();
                if (!isAllowed(row, target)) {
                    wrong.add(type.getName() + " -> "
                            + dependency.getTargetClass().getName());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void packagesAreFreeOfCycles() {
        SlicesRuleDefinition.slices()
                .matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        Stream<JavaPackage> packages = CLASSES.getPackage(ROOT).getSubpackagesInTree().stream()
                .filter(one -> one.getClasses().stream()
                        .anyMatch(type -> !type.getSimpleName().equals("package-info")));
        assertThat(packages.filter(one -> !one.isAnnotatedWith(NullMarked.class))
                        .map(JavaPackage::getName))
                .isEmpty();
    }

    @Test
    void effectsHaveOneHome() {
        List<String> wrong = new ArrayList<>();
        for (JavaClass type : CLASSES) {
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                String home = homeOf(access.getTargetOwner().getName(), access.getName(), access);
                if (!home.isEmpty()
                        && !Set.of(home.split(" "))
                                .contains(rowOf(type.getPackageName()).name())) {
                    wrong.add(access.getDescription());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** The rows in which an access is at home, "nobody" when there is none; empty when it is at home everywhere. */
    private static String homeOf(String owner, String member, JavaAccess<?> access) {
        return switch (owner) {
            case "java.lang.ProcessBuilder", "java.lang.Runtime" ->
                member.equals("exec") || owner.endsWith("Builder") ? "process" : "";
            case "java.lang.System" ->
                switch (member) {
                    case "out", "err" -> "cli";
                    case "currentTimeMillis", "exit", "getenv" -> "wiring cli";
                    default -> "";
                };
            case "java.time.Instant",
                    "java.time.LocalDate",
                    "java.time.LocalDateTime",
                    "java.time.ZonedDateTime",
                    "java.time.OffsetDateTime" ->
                member.equals("now") && access.getTarget().getFullName().endsWith("()") ? "wiring" : "";
            case "java.time.Clock" -> member.startsWith("system") ? "wiring" : "";
            case "java.time.InstantSource" -> member.equals("system") ? "wiring" : "";
            case "java.net.URL", "java.net.URLConnection", "java.net.HttpURLConnection" ->
                member.equals("openConnection") || member.equals("openStream") || member.equals("connect")
                        ? "nobody"
                        : "";
            default -> owner.startsWith("java.sql.") ? "store" : owner.startsWith("java.net.http.") ? "nobody" : "";
        };
    }

    private static boolean isAllowed(Row row, String target) {
        if (target.isEmpty() || target.startsWith("java.") || target.startsWith("javax.net")) {
            return true;
        }
        if (target.equals(ROOT) || target.startsWith(ROOT + ".")) {
            String other = rowOf(target).name();
            return other.equals(row.name()) || row.ours().contains(other);
        }
        return Stream.concat(row.libraries().stream(), EVERYWHERE.stream())
                .anyMatch(library -> target.equals(library) || target.startsWith(library + "."));
    }

    /** The most exact row; a package without one is not part of the architecture. */
    private static Row rowOf(String packageName) {
        String name = packageName.equals(ROOT) ? "" : packageName.substring(ROOT.length() + 1);
        return TABLE.stream()
                .filter(row -> row.name().isEmpty()
                        ? name.isEmpty()
                        : name.equals(row.name()) || name.startsWith(row.name() + "."))
                .max(java.util.Comparator.comparingInt(row -> row.name().length()))
                .orElseThrow(() -> new AssertionError("The package " + packageName + " is not in the table"));
    }
}
