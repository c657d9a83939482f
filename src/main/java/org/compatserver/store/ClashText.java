package org.compatserver.store;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.round.Binding;
import org.compatserver.round.Clash;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A clash as JSON, and back: a list of texts, the first of which says which kind it is. Equal ones have equal texts. */
final class ClashText {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String BETWEEN = "between";
    private static final String OF_ONE = "of";
    private static final String UNKNOWABLE = "unknowable";
    private static final int BINDING = 4;

    private ClashText() {}

    static String write(Clash clash) {
        List<String> words = new ArrayList<>();
        switch (clash) {
            case Clash.Between(var bindings) -> {
                words.add(BETWEEN);
                for (Binding binding : bindings) {
                    words.add(binding.project().normalized());
                    words.add(binding.versions());
                    words.add(binding.requirement());
                    words.add(binding.on().normalized());
                }
            }
            case Clash.OfOne(var project) -> {
                words.add(OF_ONE);
                words.add(project.normalized());
            }
            case Clash.Unknowable(var files) -> {
                words.add(UNKNOWABLE);
                words.addAll(files);
            }
        }
        return list(words);
    }

    private static String list(List<String> words) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartArray();
            words.forEach(json::writeString);
            json.writeEndArray();
        }
        return text.toString();
    }

    static Clash read(String text) {
        List<String> words = new ArrayList<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                words.add(json.getString());
            }
        }
        List<String> rest = words.subList(1, words.size());
        return switch (words.getFirst()) {
            case BETWEEN -> new Clash.Between(bindings(rest));
            case OF_ONE -> new Clash.OfOne(new ProjectName(rest.getFirst()));
            case UNKNOWABLE -> new Clash.Unknowable(rest);
            default -> throw new Unpack.Damaged("a clash begins with " + words.getFirst());
        };
    }

    private static List<Binding> bindings(List<String> words) {
        List<Binding> result = new ArrayList<>();
        for (int i = 0; i < words.size(); i += BINDING) {
            result.add(new Binding(
                    new ProjectName(words.get(i)),
                    words.get(i + 1),
                    words.get(i + 2),
                    new ProjectName(words.get(i + 3))));
        }
        return result;
    }
}
