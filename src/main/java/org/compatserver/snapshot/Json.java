package org.compatserver.snapshot;

import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reading and writing JSON piece by piece, without the start-up cost of binding it to types. */
final class Json {
    /** One text may be as long as the hashes of the largest page. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(64 * 1024 * 1024)
                    .maxNestingDepth(20)
                    .build())
            .build();

    private Json() {}

    static JsonGenerator generator(OutputStream out) {
        return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
    }

    static JsonParser parser(byte[] json) {
        return FACTORY.createParser(ObjectReadContext.empty(), json);
    }

    static void expect(JsonParser parser, JsonToken token) throws BadContent {
        parser.nextToken();
        expectCurrent(parser, token);
    }

    static void expectCurrent(JsonParser parser, JsonToken token) throws BadContent {
        if (parser.currentToken() != token) {
            throw new BadContent("it has " + parser.currentToken() + " in place of " + token);
        }
    }
}
