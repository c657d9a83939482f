package org.compatserver.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.compatserver.index.ConfigurationReader.Flags;
import org.compatserver.index.Surroundings.Family;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: where the addresses and the ways of the network come from. */
class ConfigurationReaderTest {
    private final Map<String, String> environment = new HashMap<>();
    private final Map<Path, String> files = new HashMap<>();

    /** Each row lets one place more speak; the strongest so far wins. */
    @ParameterizedTest
    @CsvSource({
        "0, default.example",
        "1, machine-global.example",
        "2, legacy-global.example",
        "3, user-global.example",
        "4, virtual-global.example",
        "5, named-global.example",
        "6, machine-install.example",
        "7, named-install.example",
        "8, pip-variable.example",
        "9, our-variable.example",
        "10, flag.example",
    })
    void precedenceOfTheIndex(int places, String winner) {
        environment.put("VIRTUAL_ENV", "/venv");
        List<Runnable> all = List.of(
                () -> file("/etc/pip.conf", "[global]\nindex-url = https://machine-global.example/"),
                () -> file("/home/u/.pip/pip.conf", "[global]\nindex-url = https://legacy-global.example/"),
                () -> file("/home/u/.config/pip/pip.conf", "[global]\nindex_url: https://user-global.example/"),
                () -> file("/venv/pip.conf", "[global]\nINDEX-URL=https://virtual-global.example/"),
                () -> {
                    environment.put("PIP_CONFIG_FILE", "/named.conf");
                    file("/named.conf", "[global]\nindex-url = https://named-global.example/");
                },
                () -> file("/etc/pip.conf", "[install]\nindex-url = https://machine-install.example/"),
                () -> file("/named.conf", "[install]\nindex-url = https://named-install.example/"),
                () -> environment.put("PIP_INDEX_URL", "https://pip-variable.example/"),
                () -> environment.put("COMPAT_INDEX_URL", "https://our-variable.example/"));
        all.subList(0, Math.min(places, 9)).forEach(Runnable::run);
        Flags flags = places < 10 ? Flags.NONE : new Flags(Optional.of("https://flag.example/"), List.of(), List.of());
        assertThat(read(flags).indexes()).containsExactly(URI.create("https://" + winner + "/"));
    }

    @Test
    void theInstalledPipIsAskedOnlyWhenNobodyNamesAnIndex() {
        environment.put("PIP_INDEX_URL", "https://index.example/simple/");
        ConfigurationReader.read(Flags.NONE, surroundings(Family.UNIX), () -> {
            throw new AssertionError("asked");
        });
    }

    @Test
    void withoutAnyIndexItSaysWhatToDo() {
        assertThatThrownBy(() -> ConfigurationReader.read(Flags.NONE, surroundings(Family.UNIX), Optional::empty))
                .isInstanceOfSatisfying(
                        IndexFault.class, fault -> assertThat(fault.kind()).isEqualTo(IndexFault.Kind.NOT_CONFIGURED))
                .hasMessage("No package index is known: install pip, or pass --index-url URL");
    }

    @Test
    void flagsAddToThePlacesThatPipIsConfiguredWith() {
        file("/etc/pip.conf", """
                [global]
                extra-index-url = https://one.example/
                    https://two.example/   https://one.example/
                find-links =
                    ~/wheels
                    https://links.example/page.html
                """);
        IndexConfiguration read = read(
                new Flags(Optional.empty(), List.of("https://three.example/"), List.of("/opt/w", "file:///opt/x")));
        assertThat(read.indexes())
                .map(URI::toString)
                .containsExactly(
                        "https://default.example/",
                        "https://one.example/",
                        "https://two.example/",
                        "https://three.example/");
        assertThat(read.findLinks())
                .map(URI::toString)
                .containsExactly(
                        "file:///home/u/wheels", "https://links.example/page.html", "file:///opt/w", "file:///opt/x");
    }

    @Test
    void variablesReplaceWhatFilesSayAndEmptyOnesDoNot() {
        file("/etc/pip.conf", "[global]\nextra-index-url = https://one.example/\nfind-links = /a");
        environment.put("PIP_EXTRA_INDEX_URL", "https://two.example/ https://three.example/");
        environment.put("PIP_FIND_LINKS", " ");
        assertThat(read(Flags.NONE).indexes()).hasSize(3).doesNotContain(URI.create("https://one.example/"));
        assertThat(read(Flags.NONE).findLinks()).hasSize(1);
    }

    @Test
    void noIndexLeavesThePlacesOfLinks() {
        environment.put("PIP_NO_INDEX", "1");
        assertThatThrownBy(() -> read(Flags.NONE)).hasMessageContaining("no-index");
        environment.put("PIP_FIND_LINKS", "/opt/w");
        assertThat(read(Flags.NONE).indexes()).isEmpty();
        environment.put("PIP_NO_INDEX", "false");
        assertThat(read(Flags.NONE).indexes()).hasSize(1);
    }

    @Test
    void credentialsLeaveTheAddressAndStayHidden() {
        environment.put("PIP_INDEX_URL", "https://me%40x.example:p%3Aw@index.example:8443/simple/");
        environment.put("HTTPS_PROXY", "http://me:secret@proxy.example");
        file("/home/u/.netrc", "machine other.example login you password secret");
        IndexConfiguration read = read(Flags.NONE);
        assertThat(read.indexes()).containsExactly(URI.create("https://index.example:8443/simple/"));
        assertThat(login(read, "https://index.example:8443/files/x.whl")).isEqualTo("me@x.example:p:w");
        assertThat(login(read, "https://index.example/files/x.whl")).isEqualTo("nobody");
        assertThat(login(read, "https://other.example/")).isEqualTo("you:secret");
        assertThat(read.toString())
                .doesNotContain("secret")
                .doesNotContain("p:w")
                .doesNotContain("p%3Aw");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://me:secret@", "https://me:sec ret@index.example/", "ssh://me:secret@x.example/"})
    void anAddressThatIsNoneIsAFaultThatDoesNotRepeatIt(String address) {
        environment.put("PIP_INDEX_URL", address);
        assertThatThrownBy(() -> read(Flags.NONE))
                .isInstanceOfSatisfying(
                        IndexFault.class, fault -> assertThat(fault.kind()).isEqualTo(IndexFault.Kind.NOT_CONFIGURED))
                .hasMessage("What PIP_INDEX_URL says is no http, https or file address of a package index")
                .hasNoCause();
    }

    @ParameterizedTest
    @CsvSource({
        "5, /pip",
        "4, /requests",
        "3, /curl",
        "2, /openssl",
        "1, /openssl-folder",
    })
    void precedenceOfTheAuthorities(int places, String winner) {
        List<String> names = List.of(
                "SSL_CERT_DIR=/openssl-folder",
                "SSL_CERT_FILE=/openssl",
                "CURL_CA_BUNDLE=/curl",
                "REQUESTS_CA_BUNDLE=/requests",
                "PIP_CERT=/pip");
        for (String name : names.subList(0, places)) {
            environment.put(name.substring(0, name.indexOf('=')), name.substring(name.indexOf('=') + 1));
        }
        assertThat(read(Flags.NONE).network().authorities()).isEqualTo(Path.of(winner));
    }

    @Test
    void trustedHostsAndTheTimeOut() {
        file("/etc/pip.conf", "[global]\ntrusted-host = A.example\n  b.example:8443\ntimeout = 12");
        IndexConfiguration read = read(Flags.NONE);
        assertThat(read.network().trustedHosts()).containsExactlyInAnyOrder("a.example", "b.example:8443");
        assertThat(read.httpSettings().read()).isEqualTo(Duration.ofSeconds(12));
        assertThat(read.httpSettings().connect()).isEqualTo(Duration.ofSeconds(5));
        environment.put("PIP_DEFAULT_TIMEOUT", "180");
        file("/etc/pip.conf", "");
        assertThat(read(Flags.NONE).httpSettings().read()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void aFileThatCannotBeReadIsAFaultWithItsPlace() {
        file("/etc/pip.conf", "[global]\n# fine\nnonsense");
        assertThatThrownBy(() -> read(Flags.NONE))
                .isInstanceOf(IndexFault.class)
                .hasMessage("Line 3 of /etc/pip.conf is neither a section nor an option; correct the file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UNIX    | -                         | /etc/xdg/pip/pip.conf /etc/pip.conf /home/u/.pip/pip.conf /home/u/.config/pip/pip.conf",
                "UNIX    | XDG_CONFIG_DIRS=/a:/b     | /a/pip/pip.conf /b/pip/pip.conf /etc/pip.conf /home/u/.pip/pip.conf /home/u/.config/pip/pip.conf",
                "UNIX    | XDG_CONFIG_HOME=/c        | /etc/xdg/pip/pip.conf /etc/pip.conf /home/u/.pip/pip.conf /c/pip/pip.conf",
                "UNIX    | CONDA_PREFIX=/e           | /etc/xdg/pip/pip.conf /etc/pip.conf /home/u/.pip/pip.conf /home/u/.config/pip/pip.conf /e/pip.conf",
                "UNIX    | PIP_CONFIG_FILE=/here     | /etc/xdg/pip/pip.conf /etc/pip.conf /here",
                "UNIX    | PIP_CONFIG_FILE=/none     | /etc/xdg/pip/pip.conf /etc/pip.conf /home/u/.pip/pip.conf /home/u/.config/pip/pip.conf /none",
                "UNIX    | PIP_CONFIG_FILE=/dev/null | ''",
                "MACOS   | -                         | /Library/Application_Support/pip/pip.conf /home/u/.pip/pip.conf /home/u/.config/pip/pip.conf",
                "WINDOWS | PROGRAMDATA=/pd           | /pd/pip/pip.ini /home/u/pip/pip.ini /home/u/AppData/Roaming/pip/pip.ini",
                "WINDOWS | PROGRAMDATA=/pd,APPDATA=/r | /pd/pip/pip.ini /home/u/pip/pip.ini /r/pip/pip.ini",
            })
    void filesThatPipReadsWeakestFirst(Family family, String variables, String expected) {
        file("/here", "");
        for (String variable : variables.split(",", -1)) {
            int equals = variable.indexOf('=');
            if (equals > 0) {
                environment.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        String read = String.join(
                " ",
                PipConfiguration.files(surroundings(family)).stream()
                        .map(path -> path.toString().replace(' ', '_'))
                        .toList());
        assertThat(read).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'-i, --index-url <url>       Base URL of the Python Package Index (default https://index.example/simple). This should', https://index.example/simple",
        "'--extra-index-url <u> (default https://wrong.example/) --index-url <url> Base URL (default: https://index.example/)', https://index.example/",
        "'--index-url <url> Base URL. --extra-index-url <url> (default https://wrong.example/)', none",
        "'', none",
    })
    void theDefaultOfTheInstalledPipIsReadFromItsHelp(String help, String expected) {
        assertThat(DefaultIndex.fromHelp(help).orElse("none")).isEqualTo(expected);
        assertThat(DefaultIndex.fromHelp(help.replace(" ", "\n        \u001B[1m"))
                        .orElse("none"))
                .isEqualTo(expected);
    }

    private void file(String path, String text) {
        files.put(Path.of(path), text);
    }

    private Surroundings surroundings(Family family) {
        return new Surroundings(
                environment, family, Path.of("/home/u"), path -> Optional.ofNullable(files.get(path)), path -> false);
    }

    private IndexConfiguration read(Flags flags) {
        return ConfigurationReader.read(
                flags, surroundings(Family.UNIX), () -> Optional.of("https://default.example/"));
    }

    private static String login(IndexConfiguration configuration, String address) {
        return configuration
                .network()
                .credentials()
                .at(URI.create(address))
                .map(login -> login.user() + ":" + login.password())
                .orElse("nobody");
    }
}
