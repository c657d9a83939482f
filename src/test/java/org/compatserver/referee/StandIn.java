package org.compatserver.referee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A program that stands in for a CPython 3.13.0 with its pip, among pyenv's: what it answers was written down before. It answers as one that was never written
 * down with exit code 9. It counts nothing and knows no index.
 */
final class StandIn {
    private static final String SCRIPT = """
            #!/bin/sh
            if [ "$1" = -c ]; then printf 'CPython\\n3.13.0\\nglibc 2.36\\nx86_64\\n'; exit 0; fi
            report=; log=; asked=
            shift 3
            while [ $# -gt 0 ]; do
              case "$1" in
                --report) report=$2; shift ;;
                --log) log=$2; shift ;;
                --progress-bar|--only-binary|--uploaded-prior-to) shift ;;
                --no-deps) asked=alone_ ;;
                --*) ;;
                *) asked=$asked$1_ ;;
              esac
              shift
            done
            answer='FOLDER/answers/'$asked
            echo "$asked" >> 'FOLDER/asked.txt'
            if [ -n "$log" ]; then : > "$log"; fi
            if [ -n "$log" ] && [ -f "$answer.log" ]; then cp "$answer.log" "$log"; fi
            [ -f "$answer.sleep" ] && sleep 600
            if [ -f "$answer.json" ]; then cp "$answer.json" "$report"; exit 0; fi
            if [ -f "$answer.err" ]; then cat "$answer.err" >&2; exit 1; fi
            exit 9
            """;

    private final Path folder;

    private StandIn(Path folder) {
        this.folder = folder;
    }

    /** Under this folder; its {@code pyenv} is pyenv's root then. */
    static StandIn in(Path folder) {
        try {
            Path program = folder.resolve("pyenv/versions/3.13.0/bin/python");
            Files.createDirectories(program.getParent());
            Files.createDirectories(folder.resolve("answers"));
            Files.writeString(program, SCRIPT.replace("FOLDER", folder.toString()));
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            return new StandIn(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path program() {
        return folder.resolve("pyenv/versions/3.13.0/bin/python");
    }

    Path pyenv() {
        return folder.resolve("pyenv");
    }

    /** A set: pins such as {@code a==1.0}, of wheels for all. */
    StandIn installs(String asked, String... pins) {
        return write(
                asked,
                ".json",
                List.of(pins).stream()
                        .map(pin -> pin.split("=="))
                        .map(pin -> """
                                {"download_info": {"url": "https://files.example/%1$s-%2$s-py3-none-any.whl"},
                                 "metadata": {"name": "%1$s", "version": "%2$s"}}""".formatted(pin[0], pin[1]))
                        .collect(Collectors.joining(",", "{\"install\": [", "]}")));
    }

    StandIn fails(String asked, String errors) {
        return write(asked, ".err", errors);
    }

    StandIn logs(String asked, String text) {
        return write(asked, ".log", text);
    }

    StandIn sleeps(String asked) {
        return write(asked, ".sleep", "");
    }

    private StandIn write(String asked, String kind, String text) {
        try {
            Files.writeString(folder.resolve("answers").resolve(asked.replace(' ', '_') + "_" + kind), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it was asked so far, each with its words joined by {@code _}, {@code alone} first where it was to leave out dependencies. */
    List<String> asked() {
        try {
            Path file = folder.resolve("asked.txt");
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
