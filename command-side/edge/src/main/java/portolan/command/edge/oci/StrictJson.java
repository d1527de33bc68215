package portolan.command.edge.oci;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portolan.edge.api.Texts;
import portolan.language.refusal.Refusal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/// JSON read the one way that every reader must agree on: UTF-8, no key twice, no key that differs
/// from a known one by case only (Go's decoder would take it for the known one), nothing after the
/// end, bounded depth. Texts that a database cannot keep, with NUL or half a surrogate pair, are
/// refused.
final class StrictJson implements AutoCloseable {
  static final int DEEPEST = 64;
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(64)
                  .maxNameLength(64 << 10)
                  .maxStringLength(4 << 20)
                  .build())
          .build();

  private final JsonParser json;

  StrictJson(byte[] bytes) {
    this.json = FACTORY.createParser(ObjectReadContext.empty(), bytes);
  }

  /// Runs a reading; whatever the parser complains about is an invalid manifest.
  static <T> T read(byte[] bytes, Function<StrictJson, T> reading) {
    if (!looksLikeUtf8(bytes)) {
      throw invalid("a manifest is a JSON object in UTF-8");
    }
    try (var json = new StrictJson(bytes)) {
      var result = reading.apply(json);
      if (json.json.nextToken() != null) {
        throw invalid("something follows after the JSON object");
      }
      return result;
    } catch (StreamConstraintsException e) {
      throw invalid("the JSON is nested too deeply or has too long a name or number");
    } catch (JacksonException e) {
      var at = e.getLocation();
      throw invalid(complaint(e) + " at line " + line(at) + ", column " + column(at));
    }
  }

  /// The parser tells a key that is there twice from other mistakes by its words alone.
  private static String complaint(JacksonException e) {
    return e.getOriginalMessage().startsWith("Duplicate")
        ? "a key is there twice"
        : "not valid JSON";
  }

  /// The parser would guess other encodings from the first bytes; none of them is JSON here.
  private static boolean looksLikeUtf8(byte[] bytes) {
    for (int i = 0; i < Math.min(4, bytes.length); i++) {
      if (bytes[i] <= 0) {
        return false;
      }
    }
    return true;
  }

  private static int line(tools.jackson.core.@Nullable TokenStreamLocation at) {
    return at == null ? 0 : at.getLineNr();
  }

  private static int column(tools.jackson.core.@Nullable TokenStreamLocation at) {
    return at == null ? 0 : at.getColumnNr();
  }

  /// Moves to the first token, which must begin an object.
  void begin() {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw invalid("a manifest is a JSON object");
    }
  }

  /// Reads the object that the parser stands at, key by key. Keys that are not known are passed
  /// over.
  void object(String what, Set<String> known, Consumer<String> property) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw invalid(what + " must be an object");
    }
    for (var name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      if (known.contains(name)) {
        property.accept(name);
      } else {
        refuseLookAlike(name, known);
        json.skipChildren();
      }
    }
  }

  /// Reads the array that the parser stands at; null counts as an empty one.
  void array(String what, int limit, Runnable element) {
    if (isNull()) {
      return;
    }
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw invalid(what + " must be an array");
    }
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (++count > limit) {
        throw invalid(what + " has more than " + limit + " entries");
      }
      element.run();
    }
  }

  boolean isNull() {
    return json.currentToken() == JsonToken.VALUE_NULL;
  }

  String text(String what) {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw invalid(what + " must be a text");
    }
    return storable(what, json.getString());
  }

  /// Reads bytes that are written as the image specification has them, padded and in one line.
  byte[] base64(String what) {
    var text = text(what);
    try {
      if (text.length() % 4 == 0) {
        return Base64.getDecoder().decode(text);
      }
    } catch (IllegalArgumentException e) {
      // As what is of the wrong length.
    }
    throw invalid(what + " is not base64");
  }

  long whole(String what) {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw invalid(what + " must be a whole number");
    }
    try {
      return json.getLongValue();
    } catch (JacksonException e) {
      throw invalid(what + " is too large a number");
    }
  }

  /// Reads an object of texts; null counts as an empty one.
  Map<String, String> texts(String what) {
    var texts = new LinkedHashMap<String, String>();
    if (isNull()) {
      return texts;
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw invalid(what + " must be an object");
    }
    for (var name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      if (json.currentToken() != JsonToken.VALUE_STRING) {
        throw invalid(what + "." + shown(name) + " must be a text");
      }
      texts.put(storable(what, name), text(what));
    }
    return texts;
  }

  @Override
  public void close() {
    json.close();
  }

  static RuntimeException invalid(String why) {
    return new Refusal.ManifestInvalid(why).asException();
  }

  /// What a client wrote, for an answer: not at any length, and in plain characters.
  static String shown(String text) {
    return text.substring(0, Math.min(text.length(), 100)).replaceAll("[^ -~]", "?");
  }

  private static void refuseLookAlike(String name, Set<String> known) {
    for (var right : known) {
      if (right.length() == name.length() && right.equalsIgnoreCase(name)) {
        throw invalid("a key differs from " + right + " by case only");
      }
    }
  }

  private static String storable(String what, String text) {
    if (!Texts.storable(text)) {
      throw invalid(what + " contains NUL or half a character");
    }
    return text;
  }
}
