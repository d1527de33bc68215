package portolan.query.edge.api;

import org.springframework.util.MultiValueMap;
import portolan.edge.api.Flags;

/// What of an artifact was asked for beside itself.
///
/// @param tags shown unless told otherwise
/// @param accessories what refers to the artifact
/// @param inherited signatures of the indexes that list the artifact
/// @param immutability which tags are protected by a rule
record Shown(
    boolean tags, boolean labels, boolean accessories, boolean inherited, boolean immutability) {

  static Shown of(MultiValueMap<String, String> parameters) {
    return new Shown(
        flag(parameters, "with_tag", true),
        flag(parameters, "with_label", false),
        flag(parameters, "with_accessory", false),
        flag(parameters, "with_inherited_accessory", false),
        flag(parameters, "with_immutable_status", false));
  }

  private static boolean flag(
      MultiValueMap<String, String> parameters, String name, boolean otherwise) {
    return Flags.inQuery(name, parameters.getFirst(name), otherwise);
  }
}
