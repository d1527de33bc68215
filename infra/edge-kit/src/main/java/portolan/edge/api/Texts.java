package portolan.edge.api;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/// Texts that come from outside. One that a database cannot keep is refused at the door: in the
/// history it would stop whatever is read from there.
public final class Texts {
  private Texts() {}

  /// Whether a database can keep a text: no NUL, no half of a surrogate pair.
  public static boolean storable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isLowSurrogate(c)) {
        return false;
      }
      if (Character.isHighSurrogate(c)
          && (++i == text.length() || !Character.isLowSurrogate(text.charAt(i)))) {
        return false;
      }
    }
    return true;
  }

  /// Reads texts of bodies.
  static final class Reader extends StdScalarDeserializer<String> {
    Reader() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser json, DeserializationContext context) {
      var text = StringDeserializer.instance.deserialize(json, context);
      return text == null || storable(text)
          ? text
          : (String)
              context.handleWeirdStringValue(
                  String.class, text, "contains NUL or half a character");
    }
  }
}
