package org.compatserver.index;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;
import org.jspecify.annotations.Nullable;

/**
 * Reads a project page in HTML (PEP 503): every link with an address, resolved against the first {@code <base>}, with its data attributes. As in pip, a
 * {@code data-yanked} without a value is not yanked, one with an empty value is.
 */
final class HtmlPageReader {
    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([^\\s;\"]+)");
    private static final Pattern SHA256 = Pattern.compile("(?:^|&)sha256=([0-9a-fA-F]+)");

    private final URI address;
    private final List<DistributionFile> files = new ArrayList<>();
    private @Nullable URI base;
    private @Nullable String status;

    HtmlPageReader(URI address) {
        this.address = address;
    }

    PageContent read(byte[] body, String contentType) {
        Reader text = new InputStreamReader(new ByteArrayInputStream(body), charset(contentType));
        // piece by piece: the tree of a long page would be many times its size
        try (StreamParser parser = new StreamParser(Parser.htmlParser()).parse(text, "")) {
            Element element = parser.selectNext("a[href], base[href], meta[name]");
            while (element != null) {
                take(element);
                element.remove();
                element = parser.selectNext("a[href], base[href], meta[name]");
            }
        } catch (IOException e) {
            throw PageContent.malformed(address, "cannot be read as HTML", e);
        }
        return PageContent.of(files, status);
    }

    private void take(Element element) {
        switch (element.normalName()) {
            case "base" -> {
                if (base == null) {
                    base = Addresses.resolve(address, element.attr("href")).orElse(null);
                }
            }
            case "meta" -> {
                if (element.attr("name").equals("pypi:project-status")) {
                    status = element.attr("content");
                }
            }
            default -> file(element).ifPresent(files::add);
        }
    }

    private Optional<DistributionFile> file(Element link) {
        String href = link.attr("href");
        Optional<URI> resolved = Addresses.resolve(base == null ? address : base, href);
        if (resolved.isEmpty() || Addresses.filename(resolved.get()).isEmpty()) {
            return Optional.empty();
        }
        @Nullable String metadata = value(link, "data-core-metadata");
        if (metadata == null) {
            metadata = value(link, "data-dist-info-metadata");
        }
        @Nullable String requiresPython = value(link, "data-requires-python");
        return Optional.of(new DistributionFile(
                Addresses.filename(resolved.get()),
                resolved.get(),
                hash(href.substring(href.indexOf('#') + 1)),
                requiresPython == null || requiresPython.isEmpty() ? null : requiresPython,
                value(link, "data-yanked"),
                null,
                -1,
                metadata != null,
                hash(metadata)));
    }

    private static @Nullable String value(Element link, String name) {
        return link.attributes().hasDeclaredValueForKey(name) ? link.attr(name) : null;
    }

    private static @Nullable String hash(@Nullable String text) {
        Matcher matcher = SHA256.matcher(text == null ? "" : text);
        return matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : null;
    }

    private static Charset charset(String contentType) {
        Matcher matcher = CHARSET.matcher(contentType);
        try {
            return matcher.find() ? Charset.forName(matcher.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
