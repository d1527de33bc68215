package portolan.language.label;

/// What people see of a label.
///
/// @param color `#RRGGBB`, or whatever a client prefers to show; may be empty
public record LabelSpec(String name, String description, String color) {}
