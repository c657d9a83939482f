package org.compatserver.snapshot;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.compatserver.metadata.EssentialFields;
import org.compatserver.metadata.MetadataAnswer;
import org.compatserver.metadata.MetadataAnswer.Broken;
import org.compatserver.metadata.MetadataAnswer.Known;
import org.compatserver.metadata.MetadataAnswer.Unknowable;
import org.compatserver.snapshot.Recording.FileAnswer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What a project's files say, as JSON: an array of {@code filename}, {@code sha256}, and one of {@code known}, {@code assumed}, {@code unknowable}, {@code broken}. */
final class MetadataRows {
    private MetadataRows() {}

    static byte[] write(List<FileAnswer> answers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.generator(out)) {
            json.writeStartArray();
            for (FileAnswer file : answers) {
                json.writeStartObject();
                json.writeStringProperty("filename", file.filename());
                if (file.sha256() != null) {
                    json.writeStringProperty("sha256", file.sha256());
                }
                json.writeStringProperty(kind(file.answer()), text(file.answer()));
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        return out.toByteArray();
    }

    private static String kind(MetadataAnswer answer) {
        return switch (answer) {
            case Known(var text, var assumed) -> assumed ? "assumed" : "known";
            case Unknowable unknowable -> "unknowable";
            case Broken broken -> "broken";
        };
    }

    private static String text(MetadataAnswer answer) {
        return SnapshotFormat.withoutAddresses(
                switch (answer) {
                    case Known(var text, var assumed) -> EssentialFields.reduced(text);
                    case Unknowable(var reason) -> reason;
                    case Broken(var problem) -> problem;
                });
    }

    static List<FileAnswer> read(byte[] json) throws BadContent {
        List<FileAnswer> answers = new ArrayList<>();
        try (JsonParser parser = Json.parser(json)) {
            Json.expect(parser, JsonToken.START_ARRAY);
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                answers.add(readRow(parser));
            }
            return answers;
        } catch (JacksonException e) {
            throw new BadContent(String.valueOf(e.getOriginalMessage()));
        }
    }

    private static FileAnswer readRow(JsonParser parser) throws BadContent {
        @Nullable String filename = null;
        @Nullable String sha256 = null;
        @Nullable MetadataAnswer answer = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            Json.expect(parser, JsonToken.VALUE_STRING);
            String value = parser.getString();
            switch (name) {
                case "filename" -> filename = value;
                case "sha256" -> sha256 = value;
                case "known" -> answer = new Known(value, false);
                case "assumed" -> answer = new Known(value, true);
                case "unknowable" -> answer = new Unknowable(value);
                case "broken" -> answer = new Broken(value);
                default -> throw new BadContent("it has an unknown property '" + name + "'");
            }
        }
        if (filename == null || answer == null) {
            throw new BadContent("an entry lacks its file name or its answer");
        }
        return new FileAnswer(filename, sha256, answer);
    }
}
