package org.compatserver.wire;

import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes replies and problems as JSON: components in their order, names in snake case, times in RFC 3339. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private Json() {}

    /** One line. */
    public static String compact(Object reply) {
        return MAPPER.writeValueAsString(reply);
    }

    /** Indented, for people. */
    public static String pretty(Object reply) {
        return MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(reply);
    }

    /** The same, written as it is made, with a line's end after it; the stream stays open. */
    public static void prettyTo(OutputStream stream, Object reply) throws IOException {
        MAPPER.writer()
                .with(SerializationFeature.INDENT_OUTPUT)
                .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .writeValue(stream, reply);
        stream.write('\n');
    }
}
