package org.compatserver.pep.version;

import java.util.function.Function;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.version.Specifier.Operator;
import org.jspecify.annotations.Nullable;

/** Reads clauses from a place in a text (PEP 440, "Version specifiers"; PEP 508, rules {@code version_one} and {@code version_many}). */
final class SpecifierReader {
    private SpecifierReader() {}

    /** A clause, and the place after it. */
    record Read(Specifier specifier, int end) {}

    /** The one clause that the text from {@code from} to {@code to} is, with blanks around it. */
    static Parsed<Specifier> whole(String text, int from, int to) {
        int start = Blanks.skip(text, from, to);
        int end = Blanks.skipBack(text, start, to);
        return switch (prefix(text, start, end)) {
            case Parsed.Bad<Read>(var problem) -> new Parsed.Bad<>(problem);
            case Parsed.Ok<Read>(var read) when read.end < end -> trailing(text, read);
            case Parsed.Ok<Read>(var read) -> Parsed.ok(read.specifier);
        };
    }

    /** What is wrong with the text after a clause that was read. */
    static <T> Parsed<T> trailing(String text, Read read) {
        Operator operator = read.specifier.operator();
        boolean equality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
        String message;
        if (text.startsWith(".*", read.end)) {
            message = equality
                    ? "'.*' cannot follow a pre-release, post-release, development release or local version label"
                    : "'.*' can only be used with '==' and '!='";
        } else if (text.charAt(read.end) == '+' && !equality) {
            message = "A local version label can only be used with '==' and '!='";
        } else {
            message = "The version clause " + read.specifier + " cannot be continued like this";
        }
        return Parsed.bad(text, read.end, message);
    }

    /** The clause that starts at {@code from}, as long as it can be. */
    static Parsed<Read> prefix(String text, int from, int to) {
        Operator operator = operator(text, from, to);
        if (operator == null) {
            return Parsed.bad(
                    text, from, "A version clause starts with one of '==', '!=', '<=', '>=', '<', '>', '~=' and '==='");
        }
        int start = Blanks.skip(text, from + operator.toString().length(), to);
        return operator == Operator.ARBITRARY
                ? Parsed.ok(arbitrary(text, start, to))
                : withVersion(text, operator, start, to);
    }

    private static @Nullable Operator operator(String text, int from, int to) {
        for (Operator operator : OPERATORS) {
            if (text.startsWith(operator.toString(), from)
                    && from + operator.toString().length() <= to) {
                return operator;
            }
        }
        return null;
    }

    /** Longer ones first. */
    private static final Operator[] OPERATORS = Operator.values();

    private static Read arbitrary(String text, int start, int to) {
        int end = start;
        while (end < to && !Blanks.isBlank(text.charAt(end)) && text.charAt(end) != ';' && text.charAt(end) != ')') {
            end++;
        }
        return new Read(Specifier.arbitrary(text.substring(start, end)), end);
    }

    private static Parsed<Read> withVersion(String text, Operator operator, int start, int to) {
        VersionScanner scanner = new VersionScanner(text, start, to);
        VersionParts release = scanner.release();
        if (release == null) {
            return Parsed.bad(text, scanner.position(), "A version is expected after '" + operator + "'");
        }
        boolean equality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
        int end = scanner.position();
        if (equality && text.startsWith(".*", end) && end + 2 <= to) {
            return bounded(text, start, end + 2, operand -> Specifier.wildcard(operator, operand, release));
        }
        if (operator == Operator.COMPATIBLE && release.release().size() < 2) {
            return Parsed.bad(text, end, "The version after '~=' needs at least two numbers, as in '~=1.0'");
        }
        VersionParts suffixed = scanner.suffixes(release);
        VersionParts version = equality ? scanner.local(suffixed) : suffixed;
        return bounded(text, start, scanner.position(), operand -> Specifier.of(operator, operand, version));
    }

    private static Parsed<Read> bounded(String text, int start, int end, Function<String, Specifier> make) {
        return end - start > Version.MAX_LENGTH
                ? Parsed.bad(text, start + Version.MAX_LENGTH, "A version has at most 1000 characters")
                : Parsed.ok(new Read(make.apply(text.substring(start, end)), end));
    }
}
