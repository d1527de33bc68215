package portolan.edge.error;

/// What Harbor calls the types of plain values.
final class Types {
  private Types() {}

  static String name(Class<?> type) {
    if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    return type.isPrimitive() || Number.class.isAssignableFrom(type) ? "int64" : "string";
  }
}
