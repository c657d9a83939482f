package org.compatserver.index;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.compatserver.index.Credentials.Login;

/** Reads the text of a netrc file: {@code machine HOST login USER password SECRET}, {@code default login …}; macros and accounts are skipped. */
final class Netrc {
    /** The key of the default entry. */
    static final String DEFAULT = "";

    private Netrc() {}

    static Map<String, Login> parse(String text) {
        Map<String, Login> logins = new LinkedHashMap<>();
        List<String> tokens = tokens(text);
        int i = 0;
        while (i < tokens.size()) {
            String word = tokens.get(i++);
            if (!word.equals("machine") && !word.equals("default")) {
                continue;
            }
            String host = DEFAULT;
            if (word.equals("machine")) {
                if (i == tokens.size()) {
                    break;
                }
                host = tokens.get(i++).toLowerCase(Locale.ROOT);
            }
            i = entry(tokens, i, host, logins);
        }
        return logins;
    }

    private static int entry(List<String> tokens, int start, String host, Map<String, Login> logins) {
        String user = "";
        String password = "";
        int i = start;
        while (i + 1 < tokens.size()) {
            String key = tokens.get(i);
            if (key.equals("login") || key.equals("user")) {
                user = tokens.get(i + 1);
            } else if (key.equals("password")) {
                password = tokens.get(i + 1);
            } else if (!key.equals("account")) {
                break;
            }
            i += 2;
        }
        logins.putIfAbsent(host, new Login(user, password));
        return i;
    }

    /** Words; comment lines and the bodies of macros (up to an empty line) are left out, quotes are taken off. */
    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        boolean macro = false;
        for (String line : text.split("\\R", -1)) {
            String stripped = line.strip();
            if (macro || stripped.startsWith("#")) {
                macro = macro && !stripped.isEmpty();
            } else if (stripped.startsWith("macdef")) {
                macro = true;
            } else if (!stripped.isEmpty()) {
                for (String word : stripped.split("\\s+", -1)) {
                    boolean quoted = word.length() > 1 && word.startsWith("\"") && word.endsWith("\"");
                    tokens.add(quoted ? word.substring(1, word.length() - 1) : word);
                }
            }
        }
        return tokens;
    }
}
